/** What the page says itself, in the language of the browser. What stands on the screens is the server's. */

export type Said = {
  title: string;
  askCode: string;
  code: string;
  card: string;
  takeCard: string;
  camera: string;
  cameraClose: string;
  /** The camera has seen no code in its time. */
  notRead: string;
  /** Why the camera reads nothing, and the way on. */
  noCamera: Record<'insecure' | 'none' | 'refused' | 'failed', string>;
  signUp: string;
  again: string;
  connecting: string;
  noAnswerYet: string;
  wait: string;
  yellow: readonly [heading: string, text: string];
  red: readonly [heading: string, text: string];
  refused: string;
  left: string;
  leave: string;
  leaveReally: string;
  noSetUp: string;
  /** Sentence and way on for each refusal that people meet; no way on where the server says why (`SAID_BY_ROW`). */
  refusals: Record<string, readonly [sentence: string, wayOn: string]>;
};

const en: Said = {
  title: 'Mobile POS',
  askCode: 'Scan the code the till shows, or type it here.',
  code: 'Sign-up code',
  card: 'Code of the card',
  takeCard: 'Take it',
  camera: 'Read it with the camera',
  cameraClose: 'Close the camera',
  notRead: 'No code was read. Hold the card still, 15 cm before the camera and in the light, or type its code.',
  noCamera: {
    insecure: 'The browser opens the camera on secure addresses only (https, or localhost). Type the code.',
    none: 'This device has no camera. Type the code.',
    refused: 'The browser may not use the camera. Allow it in the settings of the page, or type the code.',
    failed: 'The camera does not start, or its reader was not loaded. Try again, or type the code.',
  },
  signUp: 'Sign up',
  again: 'Try again',
  connecting: 'Connecting to the server …',
  noAnswerYet: 'No answer yet. Is the till running, and is this device in its network?',
  wait: 'Waiting for the server',
  yellow: ['Connection problems', 'The network is there, but the server does not answer. It is tried again.'],
  red: ['No network', 'This device has no network. It goes on by itself as soon as there is one.'],
  refused: 'Not admitted',
  left: 'You have signed this device off.',
  leave: 'Sign this device off',
  leaveReally: 'Really? Press again',
  noSetUp: 'This address lacks the client and its set-up key. Open the one that was given to you at the till.',
  refusals: {
    'freestyle-full': [
      'As many devices as the system admits are signed up.',
      'Sign one of them off. One that is switched off gives its place back within three minutes; then take a new code.',
    ],
    'slot-gone': [
      'The place of this device was given back while it was away.',
      'Nothing that was booked is lost. Sign up again with a new code from the till.',
    ],
    'code-not-valid': [
      'This code is not valid any more.',
      'Each code is good for one sign-up: let the till show a new one.',
    ],
    'set-up-elsewhere': [
      'Another device has been set up with this client.',
      'Use that device, or have this one set up as a client of its own at the till.',
    ],
    'client-unknown': ['This client is not set up at the till.', 'Have it set up there, then try again.'],
    'licence-missing': ['There is no licence for this kind of device.', 'Order the licence, then try again.'],
    'licence-used-up': ['All licences for this kind of device are in use.', 'Order more, or take a client out of use.'],
    'wrong-iis': ['This device belongs to another IIS.', 'Open the address that was given to you for that one:'],
    'device-not-listed': [
      'This device is not on the whitelist.',
      'Use a model of the whitelist. Where the page cannot know the model, the device counts as unknown.',
    ],
    'android-too-old': ['The Android version of this device is too old.', 'Update it, or use another device.'],
    'android-not-listed': [
      'This device is not on the whitelist with its version of Android.',
      'It has to be certified again. Use another device until then.',
    ],
    'device-refused': ['The whitelist refuses this device:', ''],
    'condition-not-met': ['This device is admitted under a condition that is not met:', ''],
    'listing-expired': ['The entry of this device in the whitelist has ended.', 'Use another device.'],
    'display-too-small': ['The display of this device is too small.', 'Use a device with a larger display.'],
    'device-replaced': ['This client was opened in another window.', 'Go on there, or try again to go on here.'],
  },
};

const de: Said = {
  title: 'Mobile Kasse',
  askCode: 'Scannen Sie den Code, den die Kasse zeigt, oder geben Sie ihn hier ein.',
  code: 'Anmeldecode',
  card: 'Code der Karte',
  takeCard: 'Übernehmen',
  camera: 'Mit der Kamera lesen',
  cameraClose: 'Kamera schließen',
  notRead:
    'Es wurde kein Code gelesen. Halten Sie die Karte ruhig, 15 cm vor die Kamera und ins Licht, oder geben Sie den Code ein.',
  noCamera: {
    insecure:
      'Der Browser öffnet die Kamera nur unter sicheren Adressen (https oder localhost). Geben Sie den Code ein.',
    none: 'Dieses Gerät hat keine Kamera. Geben Sie den Code ein.',
    refused:
      'Der Browser darf die Kamera nicht benutzen. Erlauben Sie es in den Einstellungen der Seite, oder geben Sie den Code ein.',
    failed:
      'Die Kamera startet nicht, oder ihr Leser wurde nicht geladen. Versuchen Sie es noch einmal, oder geben Sie den Code ein.',
  },
  signUp: 'Anmelden',
  again: 'Noch einmal versuchen',
  connecting: 'Verbindung zum Server …',
  noAnswerYet: 'Noch keine Antwort. Läuft die Kasse, und ist dieses Gerät in ihrem Netz?',
  wait: 'Warten auf den Server',
  yellow: ['Verbindungsprobleme', 'Das Netz ist da, aber der Server antwortet nicht. Es wird weiter versucht.'],
  red: ['Kein Netz', 'Dieses Gerät hat kein Netz. Es geht von selbst weiter, sobald eines da ist.'],
  refused: 'Nicht zugelassen',
  left: 'Sie haben dieses Gerät abgemeldet.',
  leave: 'Dieses Gerät abmelden',
  leaveReally: 'Wirklich? Noch einmal drücken',
  noSetUp:
    'In dieser Adresse fehlen der Client und sein Schlüssel. Öffnen Sie die Adresse, die Sie an der Kasse bekommen haben.',
  refusals: {
    'freestyle-full': [
      'Es sind so viele Geräte angemeldet, wie das System zulässt.',
      'Melden Sie eines ab. Ein ausgeschaltetes gibt seinen Platz binnen drei Minuten zurück; dann nehmen Sie einen neuen Code.',
    ],
    'slot-gone': [
      'Der Platz dieses Geräts wurde zurückgegeben, während es weg war.',
      'Nichts Gebuchtes ist verloren. Melden Sie sich mit einem neuen Code der Kasse wieder an.',
    ],
    'code-not-valid': [
      'Dieser Code gilt nicht mehr.',
      'Jeder Code gilt für eine Anmeldung: Lassen Sie die Kasse einen neuen zeigen.',
    ],
    'set-up-elsewhere': [
      'Ein anderes Gerät ist schon als dieser Client eingerichtet.',
      'Nehmen Sie jenes Gerät, oder lassen Sie dieses an der Kasse als eigenen Client einrichten.',
    ],
    'client-unknown': [
      'Dieser Client ist an der Kasse nicht eingerichtet.',
      'Lassen Sie ihn dort einrichten und versuchen Sie es noch einmal.',
    ],
    'licence-missing': [
      'Für diese Art von Gerät fehlt die Lizenz.',
      'Bestellen Sie die Lizenz und versuchen Sie es noch einmal.',
    ],
    'licence-used-up': [
      'Alle Lizenzen für diese Art von Gerät sind vergeben.',
      'Bestellen Sie weitere, oder nehmen Sie einen Client außer Betrieb.',
    ],
    'wrong-iis': [
      'Dieses Gerät gehört zu einem anderen IIS.',
      'Öffnen Sie die Adresse, die Sie für diesen bekommen haben:',
    ],
    'device-not-listed': [
      'Dieses Gerät steht nicht auf der Whitelist.',
      'Nehmen Sie ein Modell der Whitelist. Kann die Seite das Modell nicht erkennen, gilt das Gerät als unbekannt.',
    ],
    'android-too-old': [
      'Die Android-Version dieses Geräts ist zu alt.',
      'Aktualisieren Sie es, oder nehmen Sie ein anderes Gerät.',
    ],
    'android-not-listed': [
      'Dieses Gerät steht mit seiner Android-Version nicht auf der Whitelist.',
      'Es muss neu zertifiziert werden. Nehmen Sie so lange ein anderes Gerät.',
    ],
    'device-refused': ['Die Whitelist lehnt dieses Gerät ab:', ''],
    'condition-not-met': ['Für dieses Gerät gilt eine Bedingung, die nicht erfüllt ist:', ''],
    'listing-expired': ['Der Eintrag dieses Geräts in der Whitelist ist abgelaufen.', 'Nehmen Sie ein anderes Gerät.'],
    'display-too-small': [
      'Das Display dieses Geräts ist zu klein.',
      'Nehmen Sie ein Gerät mit einem größeren Display.',
    ],
    'device-replaced': [
      'Dieser Client wurde in einem anderen Fenster geöffnet.',
      'Machen Sie dort weiter, oder versuchen Sie es hier noch einmal.',
    ],
  },
};

/** The words for a language of a browser: German where it is that, else English. */
export function saidIn(language: string): Said {
  return /^de\b/i.test(language) ? de : en;
}
