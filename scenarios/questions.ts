/**
 * What people on a floor ask, in the order in which they come to ask it, and the scenarios whose steps read like the
 * answer. docs/library.md is made of it. The questions are those of the product family's own questions-and-answers page;
 * question and answer are in our words.
 */
export type Question = { question: string; answer: string; scenarios: readonly string[] };

/** A heading and its questions. */
export type Questions = { about: string; questions: readonly Question[] };

const TABS: Questions = {
  about: 'Tabs that cannot be opened',
  questions: [
    {
      question: 'Why does my own tab count as locked?',
      answer:
        'A device that opens a tab holds it until a bill or a new balance closes it. Switched off, put away or carried out of range before that, it goes on holding. Whoever comes back in time goes on; else the hold ends three minutes after the last sign of life.',
      scenarios: ['own-tab-resumed', 'own-tab-power-off', 'own-tab-put-away', 'own-tab-out-of-range'],
    },
    {
      question: 'Why does another device hold my tab?',
      answer:
        'For the same reasons, at a colleague’s device or at the till. Or a payment was sent to a terminal and is not over there. Both are corrected within minutes, without anybody doing anything.',
      scenarios: ['foreign-device-holds-tab', 'switched-off-with-open-tab', 'payment-abandoned'],
    },
    {
      question: 'And if it stays locked?',
      answer: 'Restarting the main till or the server frees what nothing else frees. Nothing booked is lost by it.',
      scenarios: ['main-till-restart-frees-tab'],
    },
    {
      question: 'What does “try again in a few seconds” mean?',
      answer: 'The tab was settled a moment ago, and its print is not done. Nothing is lost; a little later it opens.',
      scenarios: ['settle-and-reopen'],
    },
  ],
};

const RADIO: Questions = {
  about: 'Connection and radio',
  questions: [
    {
      question: 'What does the connection-problems dialog say?',
      answer:
        'Yellow: the network is there, and the server does not answer. Red: there is no network. Behind it the device dials again, with growing pauses, and resumes.',
      scenarios: ['dialog-yellow', 'dialog-red', 'dialog-flapping'],
    },
    {
      question: 'May errors be expected at all?',
      answer: 'Not on a floor that is set up well: everything is answered, and fast.',
      scenarios: ['calm-evening'],
    },
    {
      question: 'Where does the radio fail, though the plan says that it reaches?',
      answer:
        'Kitchens and cold stores have walls; an antenna on the floor is one among bodies; a full house is another house than the empty one; a body between device and access point weakens the edge of coverage, so the device is held sideways; microwave ovens shout into the same band; payment terminals roam worse than handhelds.',
      scenarios: [
        'kitchen-walk',
        'badly-placed-antenna',
        'full-house-bodies',
        'held-sideways',
        'oven-at-noon',
        'terminal-roams-badly',
      ],
    },
    {
      question: 'Does more redundancy in the network help?',
      answer: 'A second path that flaps does harm. Switch it off to see.',
      scenarios: ['redundancy-flaps', 'redundancy-off'],
    },
    {
      question: 'What can be collected without radio?',
      answer: 'Handhelds and tablets collect bookings and hand them over later. Thin clients can do nothing at all.',
      scenarios: ['out-of-range', 'thin-client-needs-wlan'],
    },
    {
      question: 'How much does each family send?',
      answer: 'Data are small, pictures are not: thin clients need many times the traffic.',
      scenarios: ['traffic-compared'],
    },
    {
      question: 'What if cables are bad?',
      answer: 'A port that flaps at server, till or printer looks like anything else. Tablets on LAN feel cables only.',
      scenarios: ['bad-cabling', 'server-unplugged', 'tablet-on-lan'],
    },
    {
      question: 'Why does the device warn of its clock?',
      answer: 'It differs from the server’s. The server’s times count in the journal, whatever the device says.',
      scenarios: ['skew-warning', 'skew-changes'],
    },
  ],
};

const DEVICES: Questions = {
  about: 'Devices',
  questions: [
    {
      question: 'The device is frozen. What now?',
      answer: 'Two fingers from left to right reset the app. Nothing booked is lost by it.',
      scenarios: ['frozen-reset', 'old-hardware'],
    },
    {
      question: 'The server does not answer when a device is started. Where do I look?',
      answer:
        'Does the till with its server run, is the app installed, is all of it in one network? The device says which.',
      scenarios: ['start-no-server', 'start-no-app', 'start-other-network'],
    },
    {
      question: 'How many Freestyle devices are there at once?',
      answer: 'Up to 22. The next one is refused in words; a slot is free when its device leaves or is lost.',
      scenarios: ['freestyle-22', 'freestyle-23rd', 'freestyle-slot-recovers'],
    },
    {
      question: 'Why is an operator refused at a Freestyle device?',
      answer: 'Known to the system, but not signed up for Freestyle: external.',
      scenarios: ['freestyle-external-operator'],
    },
    {
      question: 'May an mPOS Client be set up twice?',
      answer: 'Once, on one device. A second one with the same set-up is refused, also while the first is away.',
      scenarios: ['fixed-client-cloned'],
    },
    {
      question: 'What do licences and the whitelist decide?',
      answer: 'Which kinds of thin clients are admitted, how many, and which Android devices; each refusal says why.',
      scenarios: ['licence-missing', 'licence-used-up', 'whitelist-refuses', 'refused-on-screen'],
    },
    {
      question: 'What can be done at a thin client?',
      answer: 'What is done at a handheld, but for what is stored there: its screens have keys for it.',
      scenarios: ['thin-client-functions'],
    },
    {
      question: 'Why is everything so large on a tablet?',
      answer: 'A client is made for portrait and is scaled. Handhelds stand, tablets lie; turning changes nothing.',
      scenarios: ['orientation'],
    },
    {
      question: 'Do devices have settings and names as stations?',
      answer:
        'One subsystem on the main till steers them all; several IIS are the exception, with settings of their own.',
      scenarios: ['subsystem', 'station-settings', 'two-iis'],
    },
  ],
};

const PAYING: Questions = {
  about: 'Payments',
  questions: [
    {
      question: 'The till lost the terminal in mid-payment. Was the card charged?',
      answer:
        'Nobody knows at first. The till enquires and asks for the receipt again; if that is in vain the tab is parked, a notice prints, and who settles it in cash is warned.',
      scenarios: [
        'terminal-lost-mid-payment',
        'pay-lost-before',
        'pay-lost-during',
        'pay-lost-after',
        'pay-server-killed',
        'pay-parked-completed-by-card',
        'pay-parked-completed-in-cash',
      ],
    },
    {
      question: 'How is a card payment made, and what if it is not?',
      answer:
        'From the key to the receipt the tab is held for it. What a guest pays more is a tip. Declined, stopped, or with a busy terminal, the tab stays with its operator and nothing is billed.',
      scenarios: ['pay-whole-sequence', 'pay-tip', 'pay-declined', 'pay-aborted', 'pay-terminal-busy'],
    },
    {
      question: 'How do several guests pay one tab?',
      answer:
        'Each pays a part, in cash or by card, and the rest stays on the tab: it is opened again for the next. The last bill lists everything, less what was paid before.',
      scenarios: ['pay-split'],
    },
    {
      question: 'How does every guest pay what he has had, or an equal share?',
      answer:
        'Bills over some lines, or over one of so many shares, are made from the open tab, which stays open with the rest. Shares differ by a cent at most, and all bills together are what was booked.',
      scenarios: ['partial-bill'],
    },
    {
      question: 'How is a card payment taken back?',
      answer:
        'Whoever may, reverses the last one of a terminal from its tab, on which the money is owed again as soon as the terminal proves that it gave it back. A lost terminal or a server that is killed leaves it open until then.',
      scenarios: ['pay-reversal', 'reversal-at-thin-client'],
    },
    {
      question: 'Do the totals of the terminals agree with the journal?',
      answer:
        'The till has the day of a terminal ended; what it has taken is compared with what the journal says. Where no total was told, the next one is held against both days.',
      scenarios: ['pay-end-of-day'],
    },
    {
      question: 'What has each operator taken, and how much of it with mPOS?',
      answer:
        'Devices cannot be told apart, so takings are those of operators: each sees their own, the till those of everybody. In the export of the journal the column Quelle says 40 for mPOS and Officer for the till.',
      scenarios: ['operator-takings', 'journal-export'],
    },
    {
      question: 'Which terminal does a payment go to?',
      answer: 'To the one in the PayPOS itself, or to the one that is assigned to the device, and to no other.',
      scenarios: ['paypos-own-terminal', 'paypos-fixed-assignment'],
    },
  ],
};

const PRINTING: Questions = {
  about: 'Printing',
  questions: [
    {
      question: 'A printer is out of paper. Where are the tickets?',
      answer: 'At the first printer of its chain that is well, until it returns by itself.',
      scenarios: ['paper-out-redirect'],
    },
    {
      question: 'A printer says that it is well, and nothing comes out. Where are the tickets?',
      answer:
        'Its ticket has the time of its lines, then goes on along the chain as a copy, and it gets no other one until it prints again. Then the first comes out there as well, unless somebody has switched it off and on.',
      scenarios: ['stuck-printer', 'stuck-printer-switched-off'],
    },
    {
      question: 'What becomes of receipts without a belt printer?',
      answer: 'They all go to one and the same fallback printer.',
      scenarios: ['belt-printer-static-redirect'],
    },
    {
      question: 'How does a guest get a digital receipt, and what if the service is down?',
      answer:
        'NoCOO issues it instead of paper, or besides. While the service is down it waits, or is printed and withdrawn there, as configured; the guest has one.',
      scenarios: ['nocoo', 'nocoo-down'],
    },
    {
      question: 'The signing unit (TSE) is unplugged, slow, busy, or its certificate has expired. Can we go on?',
      answer:
        'Yes, nothing waits for it. Bills say that it is out of order where something on the tab is not signed, and the signatures are made up for in order once it is well.',
      scenarios: ['tse-down', 'tse-slow'],
    },
    {
      question: 'Which time do bookings have in the journal?',
      answer:
        'All of one hand-over have the same, that of the hand-over, and it is signed with that. A tab may have several.',
      scenarios: ['handover-timestamps'],
    },
    {
      question: 'A guest has a voucher, and the service is slow or down. Is it lost, or redeemed twice?',
      answer:
        'Neither. It comes off the tab when the service has redeemed it. Nobody waits for that, and a tab that is settled before has nothing of it: then it is given back, and good again.',
      scenarios: ['voucher-once'],
    },
    {
      question: 'Why does a device not scan cards?',
      answer: 'The cameras of some models read no codes. It says so, and the card is scanned at another device.',
      scenarios: ['scan-not-supported', 'scan-at-thin-clients'],
    },
  ],
};

const FUNCTIONS: Questions = {
  about: 'Functions',
  questions: [
    {
      question: 'Guests change tables, sit down together, or pay apart. What becomes of the tab?',
      answer:
        'Lines go to another tab, all of it moves to a free table, or another tab comes to this one: as a whole, once, whatever fails meanwhile. The other tab must not be open anywhere; who has it open is named.',
      scenarios: ['split-under-failure', 'merge-under-failure', 'move-under-failure'],
    },
    {
      question: 'How is something taken off a tab again?',
      answer:
        'A line is cancelled with a reason, which the kitchen reads on paper; a discount is so many percent of what is owed. Less than nothing is never owed.',
      scenarios: ['cancel-and-discount'],
    },
    {
      question: 'Who may split, move, merge, cancel and give discounts?',
      answer:
        'Everybody, unless the configuration names the rights of an operator: what is missing is refused by its name.',
      scenarios: ['rights'],
    },
    {
      question: 'What is Quick Mode?',
      answer: 'A long press on CAM: tabs open without their bookings being sent to the device.',
      scenarios: ['quick-mode'],
    },
    {
      question: 'Which cameras does the CAM key show?',
      answer:
        'The one built into the till, and one on USB. IP cameras are not supported, and the device says so. A view ends when it is left, with the connection, and when the camera is unplugged; the open tab is not touched by it.',
      scenarios: ['cam-usb', 'cam-ip-refused', 'cam-at-thin-clients'],
    },
  ],
};

export const QUESTIONS: readonly Questions[] = [TABS, RADIO, DEVICES, PAYING, PRINTING, FUNCTIONS];
