/** The part of the error table that certifiers and their customers meet: the whitelist, runs, certificates, keys. */
export const certificationErrors = {
  'whitelist-invalid': {
    sentence: 'The whitelist is not valid.',
    hint: 'Each line above names the place in the file; docs/whitelist.md explains its fields.',
  },
  'answer-invalid': {
    sentence: 'The answer cannot be taken.',
    hint: 'What is wrong stands behind this sentence; nothing of it was stored.',
  },
  'picture-invalid': {
    sentence: 'This is no picture that can be taken.',
    hint: 'PNG, JPEG and WebP are taken, as cameras and screenshots make them.',
  },
  'manual-session-invalid': {
    sentence: 'The session of what is tried by hand cannot be used.',
    hint: 'Name the same two testers and the same kind of device, or another folder for a new session. Let one program at a time serve a folder.',
  },
  'manual-page-here-only': {
    sentence: 'The page for certifiers is for this machine only.',
    hint: 'Open it on the machine it runs on, by the address that mpos-twin manual has printed.',
  },
  'fleet-invalid': {
    sentence: 'The list of devices is not valid.',
    hint: 'It is CSV with a head that has at least model and android; docs/certification.md names the other columns.',
  },
  'adb-missing': {
    sentence: 'There is no adb on this machine.',
    hint: 'Install it, as with `apt-get install adb`; simulated devices are reached through it as real ones are.',
  },
  'adb-not-reached': {
    sentence: 'The adb server does not answer.',
    hint: 'Start it with `adb start-server`; --adb-port names another port than 5037.',
  },
  'adb-device-not-found': {
    sentence: 'adb knows no device of this serial number.',
    hint: 'Plug it in, or `adb connect` to it; `adb devices` lists what there is.',
  },
  'adb-device-ambiguous': {
    sentence: 'adb knows several devices of this serial number.',
    hint: 'Cheap devices share one. Unplug all but the one that is meant, and call the same line again.',
  },
  'adb-device-unauthorized': {
    sentence: 'The device does not trust this computer.',
    hint: 'Unlock it and tap “Allow” where its display asks “Allow USB debugging?”, with “Always allow from this computer”. If it does not ask, revoke the USB debugging authorisations in its developer options, and plug it in again.',
  },
  'adb-device-offline': {
    sentence: 'adb sees the device, and the device does not answer.',
    hint: 'Pull the cable and put it in again; for a device of `adb connect`, `adb disconnect` it and connect anew.',
  },
  'adb-device-no-permissions': {
    sentence: 'Whoever runs the adb server may not open the device.',
    hint: 'On Linux, install the udev rules (Debian: android-sdk-platform-tools-common) and join the group plugdev; then log in anew, `adb kill-server`, and plug the device in again.',
  },
  'adb-device-not-ready': {
    sentence: 'The device is not in a state in which adb can ask it.',
    hint: 'It may be starting, or be in its recovery or boot loader: wait until Android is up, and call the same line again.',
  },
  'bench-invalid': {
    sentence: 'What is said of the bench is not valid.',
    hint: 'What is wrong stands behind this sentence; docs/certification.md has an example with every field.',
  },
  'findings-invalid': {
    sentence: 'What people have found is not written down as it should be.',
    hint: 'What is wrong stands behind this sentence; docs/certification.md has an example.',
  },
  'certification-damaged': {
    sentence: 'The state of the certification on disk cannot be read.',
    hint: 'Begin anew in another folder with --out; the files of the damaged one stay as they are.',
  },
  'certification-in-use': {
    sentence: 'Another process is certifying in this folder.',
    hint: 'Wait for it to end, or name another folder with --out. What a process that was killed has left behind counts for a minute at most.',
  },
  'certification-other': {
    sentence: 'There is another certification in this folder.',
    hint: 'Go on with it as it was begun, or name another folder with --out.',
  },
  'certification-stopped': {
    sentence: 'A run has stopped before its end.',
    hint: 'Mend what is said there (plug the device in, or start it anew), and call the same line again: what was answered is kept, and it goes on from there.',
  },
  'certification-over': {
    sentence: 'A run of the certification in this folder is over, and was without what is wanted now.',
    hint: 'A run that is over is not made again: name another folder with --out, and say all options from the begin on. Without the options named here, what is in this folder is judged anew.',
  },
  'run-record-invalid': {
    sentence: 'The record of a certification run is not valid.',
    hint: 'What is wrong stands behind this sentence; docs/certification.md explains its fields.',
  },
  'device-record-invalid': {
    sentence: 'The record of a device is not valid.',
    hint: 'It has the fields of `device` in a certificate; what is wrong stands behind this sentence.',
  },
  'certificate-refused': {
    sentence: 'No certificate can be issued for these two runs.',
    hint: 'Each reason stands behind this sentence; mend it, and run the catalogue again. Nothing was written.',
  },
  'certificate-invalid': {
    sentence: 'This is no certificate.',
    hint: 'What is wrong stands behind this sentence. Take the file as it was issued: an editor that saves it anew spoils it.',
  },
  'certificate-tampered': {
    sentence: 'The certificate was changed after it was signed.',
    hint: 'Ask the laboratory for the original, and do not use the device by this one.',
  },
  'certificate-untrusted': {
    sentence: 'The certificate is not signed by enough of the keys that are trusted here.',
    hint: 'Compare the ids with those the laboratory names; put its public key in the folder of --keys only if you have it from the laboratory itself.',
  },
  'certificate-revoked': {
    sentence: 'The certificate was revoked.',
    hint: 'When, and why, stands behind this sentence; take the device out of use, or have it certified again.',
  },
  'certificate-expired': {
    sentence: 'The certificate is not valid at this time, or for this version of Android.',
    hint: 'Have the device certified again; after a major upgrade of Android that is needed before the date is reached.',
  },
  'certificate-evidence': {
    sentence: 'The evidence is not what the certificate was made from.',
    hint: 'Which files have changed, or are not there, stands behind this sentence; name all the folders that certify and manual wrote to.',
  },
  'certificate-other-build': {
    sentence: 'The certificate is for another device, or another build of its system.',
    hint: 'What differs stands behind this sentence; a new patch level of the same Android needs a new certificate as well.',
  },
  'revocations-invalid': {
    sentence: 'The list of revoked certificates is not valid.',
    hint: 'Get the list of the laboratory again; without it nothing is known to be revoked.',
  },
  'certificate-simulated': {
    sentence: 'The certificate is of a simulated device.',
    hint: 'It says nothing of a device there is, so no whitelist takes it. To rehearse, say --rehearsal, and name a folder of its own with --folder.',
  },
  'certificate-exists': {
    sentence: 'There is a file where the certificate is to go.',
    hint: 'A certificate that was issued stays as it is: give another --out. mpos-twin revoke takes one back.',
  },
  'key-invalid': {
    sentence: 'The key cannot be used.',
    hint: 'What is wrong stands behind this sentence; mpos-twin keys makes keys, and docs/certification.md tells how they are kept.',
  },
  'key-exists': {
    sentence: 'There is a signing key in this folder already.',
    hint: 'mpos-twin keys rotate makes a new one in its place; certificates that it has signed stay good.',
  },
} as const;
