/** Where invented people live. The phone numbers are of ranges that no one is given: they are kept for fiction. */
export interface Place {
  /** ISO 3166-1 alpha-2. */
  country: string;
  region?: string;
  locality: string;
  postalCode: string;
  /** A street, as it is written out and as it is cut short. */
  street: readonly [string, string];
  /** A phone number for two digits, in the national and in the international form. */
  phone(digits: string): readonly [string, string];
  /** BCP 47. */
  locale: string;
}

export const PLACES: readonly Place[] = [
  {
    country: 'DE',
    locality: 'Berlin',
    postalCode: '10115',
    street: ['Invalidenstraße', 'Invalidenstr.'],
    phone: (digits) => [`030 231252${digits}`, `+49 30 231252${digits}`],
    locale: 'de-DE',
  },
  {
    country: 'US',
    region: 'NY',
    locality: 'New York',
    postalCode: '10011',
    street: ['West 17th Street', 'W 17th St'],
    phone: (digits) => [`(212) 555-01${digits}`, `+1 212 555 01${digits}`],
    locale: 'en-US',
  },
  {
    country: 'US',
    region: 'OR',
    locality: 'Portland',
    postalCode: '97205',
    street: ['Southwest Salmon Street', 'SW Salmon St'],
    phone: (digits) => [`(503) 555-01${digits}`, `+1 503 555 01${digits}`],
    locale: 'en-US',
  },
  {
    country: 'GB',
    locality: 'London',
    postalCode: 'SE1 9RT',
    street: ['Southwark Street', 'Southwark St'],
    phone: (digits) => [`020 7946 09${digits}`, `+44 20 7946 09${digits}`],
    locale: 'en-GB',
  },
  {
    country: 'FR',
    locality: 'Lyon',
    postalCode: '69002',
    street: ['Rue de la République', 'R. de la République'],
    phone: (digits) => [`02 61 91 00 ${digits}`, `+33 2 61 91 00 ${digits}`],
    locale: 'fr-FR',
  },
];
