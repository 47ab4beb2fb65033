import type { SystemName } from './options.ts';
import type { Written } from './record.ts';

/** How the file of a system looks. The external id stands before all else, in a column "id". */
interface Layout {
  columns: readonly (readonly [header: string, value: (written: Written) => string])[];
  /** What the mapping file for `selfsame import` says of them. */
  record: Readonly<Record<string, unknown>>;
}

const two = (number: number): string => String(number).padStart(2, '0');

const PLACE = [
  ['street', ({ line }: Written) => line],
  ['city', ({ city }: Written) => city],
  ['state', ({ region }: Written) => region],
  ['zip', ({ postcode }: Written) => postcode],
  ['country', ({ country }: Written) => country],
] as const;
const ADDRESS = { lines: ['street'], locality: 'city', region: 'state', postalCode: 'zip', country: 'country' };

const LAYOUTS: Readonly<Record<SystemName, Layout>> = {
  crm: {
    columns: [
      ['first_name', ({ given }) => given],
      ['last_name', ({ family }) => family],
      ['email', ({ email }) => email],
      ['phone', ({ phone }) => phone],
      ...PLACE,
      ['birthday', ({ birth }) => (birth ? `${birth.month}/${birth.day}/${birth.year}` : '')],
    ],
    record: {
      name: { given: 'first_name', family: 'last_name' },
      emails: [{ value: 'email' }],
      phones: [{ value: 'phone' }],
      addresses: [ADDRESS],
      birthDate: { column: 'birthday', date: 'M/D/YYYY' },
    },
  },
  hr: {
    columns: [
      ['surname', ({ family }) => family],
      ['given_names', ({ given, middle }) => (middle ? `${given} ${middle}` : given)],
      ['suffix', ({ suffix }) => suffix],
      ['date_of_birth', ({ birth }) => (birth ? `${birth.year}-${two(birth.month)}-${two(birth.day)}` : '')],
      ['sex', ({ sex }) => sex],
      ['tax_number_type', ({ idType }) => idType],
      ['tax_number', ({ idNumber }) => idNumber],
      ['tax_country', ({ idCountry }) => idCountry],
      ...PLACE,
      ['work_email', ({ email }) => email],
      ['mobile', ({ phone }) => phone],
    ],
    record: {
      name: { given: 'given_names', family: 'surname', suffix: 'suffix' },
      birthDate: 'date_of_birth',
      gender: { column: 'sex', map: { M: 'MALE', F: 'FEMALE' } },
      identifiers: [{ type: 'tax_number_type', value: 'tax_number', country: 'tax_country' }],
      addresses: [ADDRESS],
      emails: [{ value: 'work_email' }],
      phones: [{ value: 'mobile' }],
    },
  },
  onboarding: {
    columns: [
      ['full_name', ({ full }) => full],
      ['dob', ({ birth }) => (birth ? `${two(birth.day)}.${two(birth.month)}.${birth.year}` : '')],
      ['sex', ({ sex }) => sex],
      ['document_type', ({ idType }) => idType],
      ['document_number', ({ idNumber }) => idNumber],
      ['document_country', ({ idCountry }) => idCountry],
      ['email', ({ email }) => email],
      ['mobile', ({ phone }) => phone],
      ...PLACE,
    ],
    record: {
      name: { full: 'full_name' },
      birthDate: { column: 'dob', date: 'DD.MM.YYYY' },
      gender: { column: 'sex', map: { M: 'MALE', F: 'FEMALE' } },
      identifiers: [{ type: 'document_type', value: 'document_number', country: 'document_country' }],
      emails: [{ value: 'email' }],
      phones: [{ value: 'mobile' }],
      addresses: [ADDRESS],
    },
  },
  support: {
    columns: [
      ['caller', ({ given, family }) => `${given} ${family}`.trim()],
      ['callback', ({ phone }) => phone],
      ['email', ({ email }) => email],
      ...PLACE,
    ],
    record: {
      name: { full: 'caller' },
      phones: [{ value: 'callback' }],
      emails: [{ value: 'email' }],
      addresses: [ADDRESS],
    },
  },
};

/** The header of a system's file. */
export function headerOf(system: SystemName): string[] {
  return ['id', ...LAYOUTS[system].columns.map(([header]) => header)];
}

/** A row of a system's file. */
export function cellsOf(system: SystemName, externalId: string, written: Written): string[] {
  return [externalId, ...LAYOUTS[system].columns.map(([, value]) => value(written))];
}

/** The mapping of a system's file for `selfsame import`. */
export function mappingOf(system: SystemName): object {
  return { format: 'csv', record: { externalId: 'id', ...LAYOUTS[system].record } };
}
