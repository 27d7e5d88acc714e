/** The part of the error table that is about cards of guests. */
export const cardErrors = {
  'scan-not-supported': {
    sentence: 'This model of device cannot scan cards.',
    hint: 'Scan the card at a device whose camera reads QR and bar codes; nothing was done.',
  },
  'no-card-service': {
    sentence: 'There is no service of vouchers and customers.',
    hint: 'Set services.vouchers in the configuration of the server.',
  },
} as const;
