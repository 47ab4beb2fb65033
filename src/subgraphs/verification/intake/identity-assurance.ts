import { z } from 'zod';

// OpenID Identity Assurance Schema Definition 1.0 (openid.net/specs/openid-ida-verified-claims-1_0.html), as its JSON schema
// has it. What the standard does not name is let through, but beside `verification` and `claims`.

const text = z.string();
/** ISO 8601, as the standard's own examples have it: with a zone, with or without seconds. */
const time = z.union(
  [z.iso.datetime({ offset: true }), z.iso.datetime({ offset: true, precision: -1 })],
  'Expected a moment such as 2026-03-01T09:30:00Z.',
);
const date = z.iso.date({ error: 'Expected a date such as 2026-03-01.' });
const like = (form: RegExp, example: string) => z.string().regex(form, `Expected text such as ${example}.`);
const base64 = like(/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/, 'SGVsbG8=');
const country = like(/^[a-zA-Z]{2}[a-zA-Z]?$/, 'CH or CHE');
/** RFC 6838; of several parts it may not be. */
const mediaType = like(/^(?!multipart\/|message\/)[A-Za-z0-9!#$&^_.+-]+\/[A-Za-z0-9!#$&^_.+-]+$/, 'image/png');
const texts = <Name extends string>(...names: Name[]) =>
  Object.fromEntries(names.map((name) => [name, text.optional()])) as Record<Name, z.ZodOptional<z.ZodString>>;

const where = texts('country', 'formatted', 'locality', 'postal_code', 'region', 'street_address');
const place = { ...where, ...texts('country_code', 'name') };

/** An end user's claims: those of OpenID Connect Core §5.1, and those that the standard adds. */
const claims = z.looseObject({
  ...texts('title', 'also_known_as', 'birth_family_name', 'birth_given_name', 'birth_middle_name', 'family_name'),
  ...texts('gender', 'given_name', 'middle_name', 'name', 'picture', 'preferred_username', 'profile', 'salutation'),
  ...texts('sub', 'website', 'zoneinfo'),
  address: z
    .looseObject({ ...where, country_code: country.optional() })
    .refine((address) => Object.keys(address).length > 0, 'Expected at least one member.')
    .optional(),
  birthdate: like(/^[0-9]{4}-[01][0-9]-[0-3][0-9]$/, '1980-05-17').optional(),
  email: like(/^[^@]+@[^@.]+\.[^@]+$/, 'ada@example.com').optional(),
  email_verified: z.boolean().optional(),
  locale: like(/^[a-zA-Z]{2}[-_][A-Z]{2}[a-zA-Z]?$/, 'de-CH').optional(),
  msisdn: like(/^[+]?([0-9]{5,15})$/, '41446681800').optional(),
  nationalities: z
    .array(country)
    .min(1)
    .refine((list) => new Set(list).size === list.length, 'Expected no country twice.')
    .optional(),
  phone_number: like(/^[+]?([0-9]{5,15})(;ext[0-9]{0,9})?$/, '+41446681800').optional(),
  phone_number_verified: z.boolean().optional(),
  place_of_birth: z
    .looseObject({ ...texts('locality', 'region'), country: country.optional() })
    .refine((birth) => Object.keys(birth).length > 0, 'Expected at least one member.')
    .optional(),
  updated_at: z.number().optional(),
});

const embedded = z.looseObject({ ...texts('desc', 'type'), content_type: mediaType, content: base64 });
const external = z.looseObject({
  ...texts('desc', 'type'),
  url: z.url({ error: 'Expected a URL.' }),
  digest: z.looseObject({ alg: text, value: base64 }),
  access_token: text.nullish(),
  exp: z.number().optional(),
});
/** Exactly one of both: the thing itself, or where it lies. */
const attachment = z.looseObject({}).superRefine((value, context) => {
  const [inside, outside] = [embedded.safeParse(value), external.safeParse(value)];
  if (inside.success !== outside.success) return;
  const message = 'Expected either content_type and content, or url and digest.';
  context.addIssue({ code: 'custom', message });
});

const checkDetails = z
  .array(z.looseObject({ ...texts('check_id', 'organization'), check_method: text, time: time.optional() }))
  .min(1)
  .optional();
const evidenced = { attachments: z.array(attachment).min(1).optional(), derived_claims: claims.optional() };
const issued = { date_of_expiry: date.optional(), date_of_issuance: date.optional() };

const evidence = z.discriminatedUnion(
  'type',
  [
    z.looseObject({
      ...evidenced,
      type: z.literal('electronic_signature'),
      signature_type: text,
      issuer: text,
      serial_number: text,
      created_at: time.optional(),
    }),
    z.looseObject({
      ...evidenced,
      type: z.literal('document'),
      check_details: checkDetails,
      document_details: z
        .looseObject({
          ...issued,
          ...texts('document_number', 'serial_number'),
          type: text,
          issuer: z.looseObject({ ...place, ...texts('jurisdiction') }).optional(),
        })
        .optional(),
    }),
    z.looseObject({
      ...evidenced,
      type: z.literal('electronic_record'),
      check_details: checkDetails,
      record: z
        .looseObject({
          type: text,
          created_at: time.optional(),
          date_of_expiry: date.optional(),
          source: z.looseObject({ ...place, ...texts('jurisdiction') }).optional(),
        })
        .optional(),
    }),
    z.looseObject({
      ...evidenced,
      type: z.literal('vouch'),
      check_details: checkDetails,
      attestation: z
        .looseObject({
          ...issued,
          ...texts('reference_number'),
          type: text,
          voucher: z
            .looseObject({ ...place, ...texts('occupation', 'organization'), birthdate: date.optional() })
            .optional(),
        })
        .optional(),
    }),
  ],
  'Expected electronic_signature, document, electronic_record or vouch.',
);

const assuranceDetail = z.looseObject({
  ...texts('assurance_classification', 'assurance_type'),
  evidence_ref: z
    .array(
      z.looseObject({
        check_id: text,
        evidence_metadata: z.looseObject(texts('evidence_classification')).optional(),
      }),
    )
    .optional(),
});

/** One member of `verified_claims`. */
export const verifiedClaims = z.strictObject({
  verification: z.looseObject({
    ...texts('assurance_level', 'verification_process'),
    trust_framework: text,
    time: time.optional(),
    assurance_process: z
      .looseObject({
        ...texts('policy', 'procedure'),
        assurance_details: z.array(assuranceDetail).min(1).optional(),
      })
      .optional(),
    evidence: z.array(evidence).min(1).optional(),
  }),
  claims,
});
export type VerifiedClaims = z.output<typeof verifiedClaims>;
