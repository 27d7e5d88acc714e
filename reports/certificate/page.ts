/**
 * A certificate as one page to be read, filed and printed, with the contents of a report by ISO/IEC 17025:2017, 7.8.2.1.
 * What counts is the signed file; the page says so. No accreditation is claimed.
 */
import { deviceName } from '#certification/certificate/device-record';
import type { Catalogue } from '#certification/catalogue/criterion';
import type { Certificate } from '#certification/certificate/statement';
import type { Authentic } from '#certification/certificate/verifying';
import { documentPage, letters, list, pairs, section, table } from '../document.ts';
import type { ReportAssets } from '../page-shell.ts';
import { measuredText } from './measured.ts';

/** `isListed`: a list of revoked certificates was looked at, at `at`. */
export type Shown = { catalogue: Catalogue; at: string; isListed: boolean };

export function certificatePage(authentic: Authentic, shown: Shown, assets: ReportAssets): string {
  const { certificate } = authentic;
  const { title, id, verdict, device } = certificate;
  return documentPage(
    {
      title,
      badge: { kind: verdict, text: verdict },
      about: `${deviceName(device)}, certificate ${id}`,
      by: certificate.laboratory.name,
    },
    [
      section('item', 'The device', itemPart(certificate)),
      section('statement', 'The statement', statementPart(certificate)),
      section('results', 'Results', resultsPart(authentic, shown.catalogue)),
      section('tests', 'The tests', testsPart(authentic)),
      section('signature', 'The signature', signaturePart(authentic, shown)),
    ],
    `End of certificate ${letters(id)}.`,
    { ...assets, style: `${assets.style}\n${pageMarks(certificate)}` },
  );
}

/** On paper every sheet says whose it is, and whether it is a rehearsal, and how many there are. */
function pageMarks({ id, device }: Certificate): string {
  const plain = id.replace(/[^\w .:-]/g, '');
  const font = 'font: 9px sans-serif; color: #62676f;';
  return `@page { @bottom-left { content: "${device.simulated === true ? 'Rehearsal, certificate' : 'Certificate'} ${plain}"; ${font} } @bottom-right { content: "Sheet " counter(page) " of " counter(pages); ${font} } }`;
}

function itemPart({ device, item, customer }: Certificate): string {
  return pairs([
    ...(device.simulated === true ? [['simulated', 'a program, and no device: this is a rehearsal'] as const] : []),
    ['maker, model', `${device.manufacturer} ${device.model} (${device.device})`],
    ['Android', `${device.android}, API level ${device.api}`],
    ['build', device.fingerprint],
    ['display', `${device.display.width} × ${device.display.height} pixels`],
    ['app', `version ${device.appVersion}`],
    ['condition of the item', item.condition],
    ['received', item.receivedAt],
    ['customer', customer],
  ]);
}

function statementPart(certificate: Certificate): string {
  const { verdict, conditions, decisionRule, relatesTo, validUntil, validForApi, unknown = [] } = certificate;
  const told = conditions.map(({ criterion, en }) => `${en} (${criterion})`);
  return `${pairs([
    ['verdict', verdict],
    ['rule of decision', decisionRule],
    ...(unknown.length === 0 ? [] : [['unknown', unknown.join(', ')] as const]),
    ['valid', `until ${validUntil}, and no longer than the device has API level ${validForApi}`],
    ['covers', relatesTo],
  ])}${told.length === 0 ? '' : `<h3>Conditions</h3>${list(told)}`}`;
}

/** The requirements are told where the certificate is by the catalogue of this program; else the ids have to do. */
function resultsPart({ certificate, catalogue: tested }: Authentic, catalogue: Catalogue): string {
  const known = tested === catalogue.version ? catalogue.criteria : [];
  const requirements = new Map(known.map(({ id, requirement }) => [id, requirement]));
  const rows = certificate.results.map((one) => ({
    cells: [
      one.id,
      { text: requirements.get(one.id) ?? '', kind: 'sentences' },
      measuredText(one),
      one.limits,
      one.class,
      {
        text: [...one.notes, ...one.evidence.map(({ name, sha256 }) => `${name} ${sha256.slice(0, 12)}`)].join('; '),
        kind: 'build',
      },
    ],
  }));
  const head = ['criterion', 'requirement', 'measured', 'limits', 'class', 'notes, evidence (SHA-256)'];
  return table('Results by criterion', head, rows);
}

function testsPart({ certificate, catalogue }: Authentic): string {
  const { laboratory, places, testers, runs, authorisedBy, issuedAt, id } = certificate;
  return pairs([
    ['laboratory', `${laboratory.name}, ${laboratory.address}`],
    ['tested at', places.join('; ')],
    ['method', `catalogue of criteria for Android devices, version ${catalogue}; every criterion in two runs`],
    ['sampling', 'none: the item was tested as it was received'],
    ['tested by', testers.join(', ')],
    ...runs.map(({ startedAt, endedAt }, i) => [`run ${i + 1}`, `${startedAt} to ${endedAt}`] as const),
    ['deviations', 'as noted with the results'],
    ['results of others', 'none'],
    ['authorised by', authorisedBy],
    ['issued', `${issuedAt}, ${id}`],
  ]);
}

function signaturePart({ signedBy, digest }: Authentic, { at, isListed }: Shown): string {
  const revoked = isListed ? 'it is not on the list of revoked ones' : 'whether it was revoked was not looked up';
  return `<p>What counts is the signed file. At ${letters(at)} its signature was good, and ${revoked}. No accreditation is claimed.</p>${pairs(
    [['digest', digest], ...signedBy.map((key) => ['signed by the key', key] as const)],
  )}`;
}
