import { z } from 'zod';
import { compact } from '../../../kernel/input/text.ts';
import type { Findings } from './normalise.ts';

// What vendors found, in their forms. A value that does not have the form it should have is left away: it stays in the
// message, and the result is what counts.

const maybe = <T extends z.ZodType>(form: T) => form.nullish().catch(null);
const text = maybe(z.string().min(1).max(500));
const date = maybe(z.iso.date());
const country = maybe(z.string().regex(/^[A-Za-z]{2,3}$/));

/** A person and a document, as most vendors name them, each under names of its own. */
interface Facts {
  given?: string | null | undefined;
  middle?: string | null | undefined;
  family?: string | null | undefined;
  birthDate?: string | null | undefined;
  nationality?: string | null | undefined;
  address?: Record<string, string | null | undefined> | undefined;
  documentType?: string | null | undefined;
  documentNumber?: string | null | undefined;
  issued?: string | null | undefined;
  expires?: string | null | undefined;
  issuingCountry?: string | null | undefined;
}

function findingsOf(facts: Facts): Findings {
  const address = facts.address && compact(withoutNulls(facts.address));
  const issuer = facts.issuingCountry ? { country_code: facts.issuingCountry } : undefined;
  return compact<Findings>({
    claims: compact(
      withoutNulls({
        given_name: facts.given,
        middle_name: facts.middle,
        family_name: facts.family,
        birthdate: facts.birthDate,
        nationalities: facts.nationality ? [facts.nationality] : undefined,
        address: address && Object.keys(address).length > 0 ? address : undefined,
      }),
    ),
    document: facts.documentType
      ? compact<NonNullable<Findings['document']>>({
          type: facts.documentType,
          document_number: facts.documentNumber ?? undefined,
          date_of_issuance: facts.issued ?? undefined,
          date_of_expiry: facts.expires ?? undefined,
          issuer,
        })
      : undefined,
  });
}

function withoutNulls<T>(members: Record<string, T | null | undefined>): Record<string, T | undefined> {
  return Object.fromEntries(Object.entries(members).map(([name, value]) => [name, value ?? undefined]));
}

const onfido = z
  .object({
    first_name: text,
    last_name: text,
    date_of_birth: date,
    nationality: country,
    document_type: text,
    document_number: text,
    issuing_date: date,
    date_of_expiry: date,
    issuing_country: country,
  })
  .transform((found) =>
    findingsOf({
      given: found.first_name,
      family: found.last_name,
      birthDate: found.date_of_birth,
      nationality: found.nationality,
      documentType: found.document_type,
      documentNumber: found.document_number,
      issued: found.issuing_date,
      expires: found.date_of_expiry,
      issuingCountry: found.issuing_country,
    }),
  );

/** Fields of Persona are values, or objects with the value in them. */
const field = <T extends z.ZodType>(form: T) =>
  z.preprocess(
    (value) => (typeof value === 'object' && value !== null && 'value' in value ? value.value : value),
    form,
  );
const persona = z
  .object({
    'name-first': field(text),
    'name-middle': field(text),
    'name-last': field(text),
    birthdate: field(date),
    'address-street-1': field(text),
    'address-city': field(text),
    'address-subdivision': field(text),
    'address-postal-code': field(text),
    'address-country-code': field(country),
    'selected-id-class': field(text),
    'identification-number': field(text),
  })
  .partial()
  .transform((found) =>
    findingsOf({
      given: found['name-first'],
      middle: found['name-middle'],
      family: found['name-last'],
      birthDate: found.birthdate,
      address: {
        street_address: found['address-street-1'],
        locality: found['address-city'],
        region: found['address-subdivision'],
        postal_code: found['address-postal-code'],
        country_code: found['address-country-code'],
      },
      documentType: found['selected-id-class'],
      documentNumber: found['identification-number'],
    }),
  );

const two = (part: number) => String(part).padStart(2, '0');
const stripe = z
  .object({
    first_name: text,
    last_name: text,
    dob: maybe(
      z
        .object({ year: z.int().min(1).max(9999), month: z.int(), day: z.int() })
        .transform(({ year, month, day }) => `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`)
        .pipe(z.iso.date()),
    ),
    address: maybe(z.object({ line1: text, city: text, state: text, postal_code: text, country })),
  })
  .transform(({ first_name: given, last_name: family, dob: birthDate, address }) =>
    findingsOf({
      given,
      family,
      birthDate,
      address: address
        ? {
            street_address: address.line1,
            locality: address.city,
            region: address.state,
            postal_code: address.postal_code,
            country_code: address.country,
          }
        : undefined,
    }),
  );

const sumsub = z
  .object({
    firstName: text,
    middleName: text,
    lastName: text,
    dob: date,
    nationality: country,
    idDocs: maybe(
      z.array(z.object({ idDocType: text, number: text, issuedDate: date, validUntil: date, country })).max(20),
    ),
  })
  .transform(({ firstName, middleName, lastName, dob, nationality, idDocs }) =>
    findingsOf({
      given: firstName,
      middle: middleName,
      family: lastName,
      birthDate: dob,
      nationality,
      documentType: idDocs?.[0]?.idDocType?.toLowerCase(),
      documentNumber: idDocs?.[0]?.number,
      issued: idDocs?.[0]?.issuedDate,
      expires: idDocs?.[0]?.validUntil,
      issuingCountry: idDocs?.[0]?.country,
    }),
  );

const FORMS = { onfido, persona, stripe, sumsub };

/** What a vendor found, out of the part of its message that says so; undefined where there is no such part. */
export function readFindings(vendor: keyof typeof FORMS, value: unknown): Findings | undefined {
  return FORMS[vendor].safeParse(value).data;
}
