/**
 * What generated floors never come to, and why that is right; and what they come to so seldom that the sample of the
 * tests may miss it. Nothing else may be missing from that sample, and nothing that is said to be never may turn up. A
 * key is an item as the table of `mpos-twin coverage` tells it, behind its group; or its beginning and a star, for all
 * that begin so.
 */

const REFUSED = 'a scenario that says so is refused when it is read';
const SAME = 'to leave it out says the same';
const ONLY_ONE = 'there is one, so nobody names it';
const NO_SUCH_FAULT = 'no fault of the catalogue does this';
const WELL_SPOKEN = 'devices of the simulation speak the protocol as it is; tests of the server speak otherwise';
const KNOWN = 'all that a floor has is known to its server';
const IN_A_VIEW = 'it is no request, and not answered; the pictures that are shown tell of it';
const NO_WAITING = 'it is done in whatever state the device is';
const NO_CLAIM = 'a floor that is drawn claims to show nothing';
const AGAIN = 'a parked tab is paid by card a second time';
const DAY_LOST = 'a terminal is out of reach, or the server ends, in the second in which its day is ended';
const TABLETS = 'tablets are on a part of the floors only';
const LISTED = 'whitelists are on a part of the floors only, and few of their rows refuse anything';
const THIN = 'thin clients are on a part of the floors only';
const NO_FACT = 'no fact comes of it that a checker could hold against the model; its own tests walk it';

export const NEVER_GENERATED: Readonly<Record<string, string>> = {
  'refusal till-page-here-only': 'nobody on a floor opens the page of the till elsewhere; its own tests do',
  'step sign-up at the till': REFUSED,
  'step leave at the till': REFUSED,
  'refusal listing-expired': 'rows of a floor do not end, as it has no date; tests of the core say when one has',
  'refusal client-unknown': KNOWN,
  'refusal code-not-valid': 'whoever signs up has just been given a code',
  'scenario shows[]': NO_CLAIM,
  'scenario expect.*': 'a search holds floors against the invariants; what one scenario expects is for people to say',
  'scenario ground.*': 'a generated floor says its one seed and duration itself',
  'scenario floor.devices[].name left out': 'devices have names, by which faults and steps can tell them',
  'scenario server.durations left out': 'durations are drawn for every floor, most of them as they would be anyway',
  'scenario work.steps[].confirmed = false': SAME,
  'scenario work.steps[].twice = false': SAME,
  'scenario work.steps[].quick = false': SAME,
  'scenario floor.placesByTime empty': SAME,
  'refusal no-simple-order': KNOWN,
  'refusal unknown-station': REFUSED,
  'event gave-up act = station-up': NO_WAITING,
  'event gave-up act = station-down': NO_WAITING,
  'scenario work.steps[].twice = true': 'waiters press twice, by `twicePercent`; a step does where a story is told',
  'step collect at the till': REFUSED,
  'step camera at the till': REFUSED,
  'step leave-camera at the till': REFUSED,
  'event sent type = frame-seen': IN_A_VIEW,
  'event sent type = leave-camera': IN_A_VIEW,
  'event reply did = frame-seen': IN_A_VIEW,
  'event reply did = leave-camera': IN_A_VIEW,
  'refusal unknown-camera': REFUSED,
  'step put-away at the till': REFUSED,
  'step take-out at the till': REFUSED,
  'step swipe at the till': REFUSED,
  'step turn at the till': REFUSED,
  'target server: a name': ONLY_ONE,
  'target server: several names': ONLY_ONE,
  'target till: a name': ONLY_ONE,
  'target till: several names': ONLY_ONE,
  'target network: a name': ONLY_ONE,
  'target network: several names': ONLY_ONE,
  'event gave-up act = put-away': NO_WAITING,
  'event gave-up act = take-out': NO_WAITING,
  'event gave-up act = swipe': NO_WAITING,
  'event gave-up act = turn': NO_WAITING,
  'event gave-up act = switch-off': NO_WAITING,
  'event gave-up act = switch-on': NO_WAITING,
  'event gave-up act = force-free': NO_WAITING,
  'event gave-up act = end-of-day': NO_WAITING,
  'event sent type = hello': 'it is no request; an event of its own tells it',
  'event sent type = heartbeat': 'it is no request; what it claims is told by `heard`',
  'event sent type = book': 'devices of the simulation keep lines until they are handed over',
  'event reply did = book': 'devices of the simulation keep lines until they are handed over',
  'event reply did = hello': 'it is answered by a welcome, an event of its own',
  'event reply did = heartbeat': 'what answers it is no reply, and told nowhere',
  'event reply did = sign-on': KNOWN,
  'event reply did = sign-off': 'whoever signs off is signed on, and that is never refused',
  'event reply did = receipt-printed': 'whatever a device reports as printed is taken',
  'event reply did = redirect-print': 'it is refused only without a fallback printer, and such a scenario is refused',
  'event condition state = error*': NO_SUCH_FAULT,
  'event condition state = cover-open+error*': NO_SUCH_FAULT,
  'event condition state = paper-out+error*': NO_SUCH_FAULT,
  'event condition state = paper-out+cover-open+error*': NO_SUCH_FAULT,
  'event card-before-camera*': 'cards are held before the camera of a device that is certified, on the wire',
  'event browser': 'there are browsers on the wire only',
  'scenario floor.devices[].browser = true':
    'on sim it is the same device; who has Chromium says where pages are wanted',
  'event mark-broken': 'the floor on which it happens is a find',
  'event stall': 'on sim time never stands still',
  'event phase phase = work-over': 'it is in histories of the first days only',
  'fact job-failed trouble = error': NO_SUCH_FAULT,
  'refusal unknown-operator': KNOWN,
  'refusal unknown-device': KNOWN,
  'refusal unknown-terminal': KNOWN,
  'refusal unknown-place': REFUSED,
  'refusal no-fallback-printer': REFUSED,
  'refusal contradicting-booking': WELL_SPOKEN,
  'refusal contradicting-request': WELL_SPOKEN,
  'refusal out-of-order': WELL_SPOKEN,
  'refusal protocol-version': WELL_SPOKEN,
  'refusal bad-frame': WELL_SPOKEN,
  'refusal hello-first': WELL_SPOKEN,
  'refusal clock-skew': 'it is told by `clock-warning`',
  ...ofBoth({
    ', from running.app.signingOn REFUSED to running.app.signedOff': KNOWN,
    ', from running.app.signingOff REFUSED to running.app.signedOff': 'whoever signs off is signed on',
    ', from running.app.opening REFUSED [signedOff] to running.app.signedOff':
      'the server forgets no operator that it has confirmed',
    ', from running.app.sendingStored.opening REFUSED [signedOff] to running.app.signedOff':
      'the server forgets no operator that it has confirmed',
    ', from running.app.idle COLLECT [offlineForbidden]': REFUSED,
    ', from running.app.simpleOrdering REFUSED [signedOff] to running.app.signedOff':
      'the server forgets no operator that it has confirmed',
    ', from running.app.open REFUSED [lostHold] to running.app.idle': 'states that ask for something hear of it first',
    ', from running.app.open.handingOver REFUSED to running.app.open.booking':
      'a hand-over is refused only if its hold is over, or its lines are wrong',
    ', from running.app.open.closing REFUSED to running.app.open.booking':
      'a new balance is refused only if its hold is over, or its lines are wrong',
  }),
  'chart till, from running.app.signingOn REFUSED to running.app.signedOff': KNOWN,
  'chart till, from running.app.signingOff REFUSED to running.app.signedOff': 'whoever signs off is signed on',
  'chart belt-printer: paper.nearEnd': NO_SUCH_FAULT,
  'chart belt-printer: paper.out': NO_SUCH_FAULT,
  'chart belt-printer: cover.open': NO_SUCH_FAULT,
  'chart belt-printer: head.error': NO_SUCH_FAULT,
  'chart belt-printer: mechanism.stuck': NO_SUCH_FAULT,
  'chart belt-printer, from paper.*': NO_SUCH_FAULT,
  'chart belt-printer, from cover.*': NO_SUCH_FAULT,
  'chart belt-printer, from head.*': NO_SUCH_FAULT,
  'chart belt-printer, from mechanism.*': NO_SUCH_FAULT,
  'chart wlan-printer: head.error': NO_SUCH_FAULT,
  'chart wlan-printer, from head.*': NO_SUCH_FAULT,
  'chart print-job, from onBelt FAILED_UNCONFIRMED to onBelt': REFUSED,
  'chart print-job, from onBelt FAILED_FOR_GOOD to spent': REFUSED,
  'chart payment-terminal, from reporting NOT_ISSUED *': 'a till that gives out goods says so; the server is none',
  'chart tab-lock, from free B_WRITES_STALE to free': NO_FACT,
  'chart tab-lock, from free SERVER_RESTARTS to free': NO_FACT,
  'chart tab-lock, from free TILL_FORCES to free': NO_FACT,
  'chart tab-lock, from held A_SIGN_OF_LIFE to held': NO_FACT,
  'chart tab-lock, from held B_OPENS to held': NO_FACT,
  'chart tab-lock, from held B_WRITES_STALE to held': NO_FACT,
  'chart tab-lock, from orphaned B_OPENS to orphaned': NO_FACT,
  'chart tab-lock, from restarted B_OPENS to restarted': NO_FACT,
  'chart tab-lock, from payment B_OPENS to payment': NO_FACT,
  'chart tab-lock, from payment A_SILENT to payment': NO_FACT,
  'chart tab-lock, from payment TILL_FORCES to payment': NO_FACT,
  'chart tab-lock, from parked B_WRITES_STALE to parked': NO_FACT,
  'chart tab-lock, from parked TILL_FORCES to parked': NO_FACT,
  'mark proof-abort': 'terminals of the simulation tell a result before they abort',
  'mark unknown-place-printed': REFUSED,
};

const ELSEWHERE = 'a device comes to another IIS than its own on few floors';
const LEAVES = 'a thin client gives its place back in the middle of an evening';
const MONITORS = 'few floors have two kitchen monitors, or one that is lost again and again';
const SHARED_BELT = 'two devices print on one belt printer at the same time';
const APP_GONE = 'the app of a tablet is removed, and tablets are on a part of the floors only';
const LEFT_AT_ONCE = 'a camera view is left in the moment between its request and the answer';
const BELT = 'a belt printer is out of reach while it prints a bill';
const GIVEN_UP = 'a ticket fails as often as it may be sent';
const NO_RADIO = notYet('a line is booked in the moments after the radio is lost on a floor where that is forbidden');
const STARTS = 'a device is started without radio';
const STARTS_LATE = 'the server answers a device at its start, and later than that waits';
const ASKED_AGAIN = 'what was asked again after a reconnection is answered late, or never';
const PAYS = 'a payment ends before its device has learnt that it began';
const HANDS_OVER = 'a tablet hands over what it has stored, and waits for the answer longer than people do';
const SENDS = 'what is stored is handed over while the hold ends, or without an answer';
const BODY = 'one thing after the other befalls the same device';
const TILL = 'a hold of the till ends while it is in use';
const RADIO = 'radio and access point fail one after the other';
const NOT_REVERSED = 'a card is declined, or a terminal out of reach, in the moment in which a payment is reversed';
const LATE = 'the outcome of a payment is learnt after something else has happened to its tab';
const KILL = 'the server dies in the millisecond between a decision, its commit and its answer';
const TERM = notYet('something else runs at a terminal, or it is out of reach, when it is wanted');
const ENDS_A_VIEW =
  'a view ends at a thin client, where that stands on the screen; elsewhere an event of its own tells it';

/** Those that begin with `not seen yet` have not been in some thousand floors either. */
export const SELDOM_GENERATED: Readonly<Record<string, string>> = {
  'fact card-dropped cause = waited': 'a card of an open tab waits longer for its service than it may',
  'mark frames-skipped': 'few floors have cameras, and on fewer is a picture later than the next one',
  'scenario floor.rights{} empty': 'few floors say who has which rights, and on few of them somebody has none',
  'event gave-up act = takings': 'somebody looks at the takings at a device that is just then of no use',
  'refusal set-up-elsewhere': THIN,
  'refusal licence-missing': THIN,
  'mark alternative-belt': 'few floors have a station with another belt printer',
  'mark view-begins-again': 'few floors have cameras, and on fewer an answer to who wants to look is lost',
  'mark too-many-lines-to-tell': 'a tab comes to more than five hundred lines and is opened again',
  'chart tab-money, from parked BILLED_IN_PART to owed':
    'a parked tab is settled in part, and by that no longer parked',
  'event half-printed not copy': 'a ticket is torn off half printed',
  'fact day-closed not agrees': DAY_LOST,
  'mark day-not-told': DAY_LOST,
  'event reply did = freestyle-code': THIN,
  'refusal licence-used-up': THIN,
  'event condition state = paper-out+cover-open+stuck': 'paper and cover of a printer fail while it is stuck',
  'event condition state = paper-out+cover-open': 'somebody opens the cover of a printer that is out of paper',
  'chart wlan-link, from roaming after stall to silent': RADIO,
  'chart tablet, from running.app.startFailed after startRetry to running.app.starting': STARTS,
  'chart payment, from parked PAID_IN_VAIN to charged': AGAIN,
  'chart tab-money, from parked PAID_IN_VAIN to owed': AGAIN,
  'scenario work.steps[].do = sign-up': THIN,
  'step sign-up': THIN,
  'chart tablet, from running.app.open.startingPayment REFUSED [lostHold] to running.app.idle': TABLETS,
  ...ofBoth({ ', from running.app.sendingStored.handingOver after waitSymbol': SENDS }),
  'event act act = leave': LEAVES,
  'fact client-left cause = left': LEAVES,
  'chart tab-money, from parked CARD_ASKED to cardAsked': AGAIN,
  'mark card-of-parked-tab': AGAIN,
  'chart thin-client*': THIN,
  'chart station*': THIN,
  'event act act = sign-up': THIN,
  'event gave-up act = sign-up': THIN,
  'event gave-up act = leave': THIN,
  'mark admission-lost': THIN,
  'chart payment, from settledOtherwise PAID_IN_VAIN to charged': LATE,
  'event reversal-shown outcome = not-reversed': NOT_REVERSED,
  'fact reversal-ended outcome = not-reversed': NOT_REVERSED,
  'chart payment-terminal, from reversing DECLINE to idle': NOT_REVERSED,
  'chart payment, from reversing NOT_REVERSED to charged': NOT_REVERSED,
  'chart tab-money, from parked REVERSED to parked': LATE,
  'chart tab-money, from cardAsked REVERSED to cardAsked':
    'an older payment of a tab is reversed while its next one is under way',
  'mark due-back-reversed': 'a charge is due back, and is the last of its terminal when somebody has it reversed',
  'refusal device-refused': LISTED,
  'refusal condition-not-met': LISTED,
  'chart tablet, from running SWIPE to running': TABLETS,
  'mark reversal-at-start': 'the server is started in the second in which a payment is reversed',
  'mark bill-of-signed': 'a signing unit fails just after it has signed all that is on a tab',
  'mark paid-in-vain': LATE,
  'chart tab-lock, from restarted TILL_FORCES to free': 'the till forces a hold in the moments after a start',
  'event tap confirmed': THIN,
  'fact client-left cause = replaced': THIN,
  'refusal terminal-not-assigned': THIN,
  'refusal external-operator': THIN,
  'mark code-for-older-screen': THIN,
  'refusal camera-unplugged': ENDS_A_VIEW,
  'refusal view-lapsed': ENDS_A_VIEW,
  'mark screen-skipped': THIN,
  'mark slot-taken-again': THIN,
  'mark tap-beside': THIN,
  'mark tap-slipped': THIN,
  'mark typed-wrong': THIN,
  'mark admitted-too-late': THIN,
  'scenario floor.freestyle.operators empty': THIN,
  'event screen outcome = parked': THIN,
  'refusal belt-printer-in-use': SHARED_BELT,
  'mark belt-in-use': SHARED_BELT,
  'event screen outcome = aborted': THIN,
  'chart tablet: running.app.startFailed.app': APP_GONE,
  'chart tablet, from running APP_REMOVED to running': APP_GONE,
  'chart tablet, from running.app.starting CHECK_FAILED [checkApp] to running.app.startFailed.app': APP_GONE,
  'chart tablet, from running.app.sendingStored.opening after waitSymbol': SENDS,
  'fault monitor-off every': MONITORS,
  'target monitor: several names': MONITORS,
  'target monitor: all': MONITORS,
  'target monitor: left to chance': MONITORS,
  'chart camera-view: leaving': LEFT_AT_ONCE,
  'chart camera-view, from asking LEAVE to leaving': LEFT_AT_ONCE,
  'chart camera-view, from asking APP_ENDED to closed': 'an app ends in the moment in which it asks for a camera view',
  'chart camera-view, from leaving VIEWING to closed': LEFT_AT_ONCE,
  'chart camera-view, from leaving REFUSED to closed': LEFT_AT_ONCE,
  'chart camera-view, from leaving APP_ENDED to closed': LEFT_AT_ONCE,
  'mark item-sent-again': 'a monitor is lost in the moment in which it has shown an order and has not said so',
  'event screen outcome = declined': THIN,
  'chart bluetooth-link, from pairing.wrongDriver UNPAIR to pairing.unpaired':
    'few floors have a belt printer without its driver, and fewer one that is unpaired besides',
  'fact card-dropped cause = nothing-owed': 'a tab is emptied in the moment in which a voucher is asked about',
  'chart tablet, from running.app.open.scanning REFUSED [lostHold] to running.app.idle':
    'a card is scanned at a tablet whose hold has just ended',
  'mark voucher-redeemed-before': 'the answer of a voucher is lost, and the tab is open for long enough to ask again',
  'mark voucher-redeemed-too-late': 'a service answers just after a tab has given its voucher up',
  'mark receipt-answered-late': 'a service answers just after paper has stood in',
  'target belt-printer: several names': 'few floors have several belt printers',
  'target oven: several names': 'few floors have several ovens',
  'chart tab-lock, from parked SERVER_RESTARTS to parked': 'the server restarts while a tab is parked',
  'target access-point: any access-point': 'few floors have access points that fail',
  'event sent type = redirect-print': BELT,
  'event sent mayBePrinted': BELT,
  'fact job-redirected': BELT,
  'fact job-redirected mayBePrinted': BELT,
  'fact job-redirected not mayBePrinted': BELT,
  'chart print-job, from onBelt REDIRECTED to waiting': BELT,
  'chart print-job, from onBelt REDIRECTED_UNCONFIRMED to waitingAsCopy': BELT,
  'chart bluetooth-link: reach.lost': BELT,
  'chart bluetooth-link: reach.paging': BELT,
  'chart bluetooth-link, from reach.fading after supervision to reach.lost': BELT,
  'chart bluetooth-link, from reach.lost IN_RANGE to reach.paging': BELT,
  'chart bluetooth-link, from reach.paging after page to reach.connected': BELT,
  'chart bluetooth-link, from reach.paging OUT_OF_RANGE to reach.lost': notYet(
    'the belt printer is left behind again while it is being found',
  ),
  'fact job-failed trouble = paper-out': 'the paper ends in the moment in which a printer is asked',
  'fact job-given-up': GIVEN_UP,
  'chart print-job: spent': GIVEN_UP,
  'chart print-job, from printingAsCopy FAILED_FOR_GOOD to spent': GIVEN_UP,
  'chart print-job, from spent GIVEN_UP to over': GIVEN_UP,
  'mark overdue-notice': 'a notice waits for its printer longer than a short evening lasts',
  'chart print-job, from printing FAILED_FOR_GOOD to spent': GIVEN_UP,
  'mark notice-given-up': notYet('a notice fails as often as is allowed'),
  'refusal device-replaced': 'a device connects again before the server notices that its connection is dead',
  'refusal terminal-not-ready': notYet('a payment is asked for before the terminal has told its last one'),
  'refusal no-offline-booking': NO_RADIO,
  'chart till, from running.app.open.booking BOOK': NO_RADIO,
  ...ofBoth({ ', from running.app.open.startingPayment PAYMENT_ENDED [settled] to running.app.idle': PAYS }),
  ...ofBoth({ ', from running.app.open.startingPayment PAYMENT_ENDED to running.app.open.booking': PAYS }),
  'chart till, from running.app.sendingStored LOCK_LOST to running.app.idle': SENDS,
  ...ofBoth({
    ': running.app.startFailed.server': STARTS,
    ', from running.app.starting CHECK_FAILED [checkServer] to running.app.startFailed.server': STARTS,
    ': running.app.startFailed.iis': ELSEWHERE,
    ', from running.app.starting WRONG_IIS to running.app.startFailed.iis': ELSEWHERE,
    ', from running.app.open.booking BOOK': NO_RADIO,
    ': running.app.startFailed.network': STARTS,
    ', from running.app.starting CHECK_FAILED to running.app.startFailed.network': STARTS,
    ', from running.app.sendingStored LOCK_LOST to running.app.idle': SENDS,
    ', from running.app.sendingStored.handingOver after tolerance': SENDS,
    ', from frozen SWITCH_OFF to off': BODY,
    ', from putAway FREEZE to frozen': BODY,
    ', from putAway SWITCH_OFF to off': BODY,
    ', from running.app.sendingStored.handingOver REFUSED to running.app.idle': SENDS,
    ', from running.app.startFailed CHECKED to running.app.signedOff': STARTS_LATE,
    ', from putAway APP_REMOVED': BODY,
    ', from putAway TAKE_OUT [appHasEnded] to running': BODY,
  }),
  'chart tablet, from running.app.open.closing REFUSED [lostHold] to running.app.idle':
    'a tablet closes a tab in the moment after its hold has ended',
  'chart tablet, from running.app.open.handingOver after waitSymbol': HANDS_OVER,
  'chart tablet, from running.app.open.handingOver after tolerance': HANDS_OVER,
  'chart tablet, from running.app.open.handingOver REFUSED [lostHold] to running.app.idle':
    'a tablet hands over what was taken under a hold that has ended meanwhile',
  'chart till, from running.app.open LOCK_LOST to running.app.idle': TILL,
  'chart till, from running.app.open REFUSED [lostHold] to running.app.idle': TILL,
  'chart wlan-link, from wlan-link COVERAGE_LOST': RADIO,
  'chart wlan-link, from wlan-link ACCESS_POINT_DOWN': RADIO,
  'chart wlan-link, from rejoining COVERAGE_LOST to lost': RADIO,
  'chart wlan-link, from rejoining ACCESS_POINT_DOWN to lost': RADIO,
  'chart payment-terminal, from waitingForCard after cardWait to reporting':
    'a guest takes longer than a minute to find a card',
  'chart payment, from settledOtherwise NOT_PAID to over': LATE,
  'chart tab-money, from nothingOwed RETURN_TAKEN to owed': LATE,
  'mark welcomed-late': 'a device gives up on its hello just as it is heard by a server that stood still',
  'chart tab-money, from owed LEARNT_LATE to owed': LATE,
  'chart tab-money, from parked LEARNT_LATE to parked': LATE,
  'mark part-due-back': LATE,
  'chart tab-lock, from orphaned TILL_FORCES to free': 'the till frees a tab by force whose holder has gone silent',
  'mark payment-used-up': LATE,
  'mark grace-in-payment': LATE,
  'mark asked-again-after-start': KILL,
  'mark cut-in-commit': KILL,
  'mark lost-decisions': KILL,
  'mark answer-too-late': notYet('an answer is on its way to an app that is reset'),
  'mark late-report': notYet('a receipt is reported that was redirected meanwhile'),
  'mark not-learnt': TERM,
  'mark proof-refusal': TERM,
  'mark terminal-not-idle': 'a payment runs on without its till, at a terminal that tells so when it is asked',
  'mark waits-for-terminal': TERM,
  'mark proof-never-asked': 'a terminal is out of reach when a payment begins',
  'mark proof-empty-store': 'the first payment of a terminal is lost, and was not made',
  'mark printer-buffer-full': notYet('the server keeps what it sends within the buffer of its printers'),
  'mark too-many-for-one': 'a tab has more lines than go along with one request',
  'chart till, from running.app.sendingStored REFUSED to running.app.idle': SENDS,
  'chart tablet, from running.app.sendingStored.opening after tolerance': SENDS,
  'chart tablet, from tablet NETWORK_BACK': RADIO,
  'chart till: running.app.startFailed': 'the till is started while the server is not there',
  'chart till, from running.app.starting CHECK_FAILED to running.app.startFailed':
    'the till is started while the server is not there',
  'chart till, from running.app.startFailed after startRetry to running.app.starting':
    'the till is started while the server is not there',
  ...ofBoth({
    ', from running.connection.fine.askedAgain after waitSymbol to running.connection.waiting': ASKED_AGAIN,
    ', from running.connection.waiting DISCONNECTED to running.connection.problems': ASKED_AGAIN,
    ', from running.connection.waiting after tolerance to running.connection.problems': ASKED_AGAIN,
  }),
  'chart tab-money, from cardAsked LEARNT_LATE to cardAsked': LATE,
  'fact job-failed trouble = offline': 'a printer resets its connection in the middle of a ticket',
  'chart print-job, from printingAsCopy FAILED to waitingAsCopy':
    'a copy is found to be unprintable before anything of it is sent',
  'chart print-job, from waiting OVERDUE to waiting': 'a ticket waits longer than a short evening lasts',
  'mark hello-of-before': 'a connection that is given up comes about in the millisecond in which the next is dialled',
  'event half-printed copy': 'a copy is torn off half printed',
  'mark outcome-before-reply': PAYS,
  'mark proof-unchanged-store': 'a payment is lost that was not made, at a terminal that had one before',
  'mark refused-after-the-lease': notYet('a tab is wanted in the millisecond in which its lease ends'),
};

function notYet(what: string): string {
  return `not seen yet: ${what}`;
}

/** What holds for handheld and tablet, whose software is the same. */
function ofBoth(reasons: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    ['handheld', 'tablet'].flatMap((chart) =>
      Object.entries(reasons).map(([item, reason]) => [`chart ${chart}${item}`, reason]),
    ),
  );
}
