import type { ConsentRegime, LegalBasis, PurposeUse } from '../schema.generated.ts';

/** What the law of a place says about consent. */
export interface JurisdictionRule {
  /** ISO 3166-1 alpha-2 or 3166-2; null for wherever no rule is written down. */
  code: string | null;
  regime: ConsentRegime;
  /** From what age on somebody consents without a guardian, in years. */
  ownConsentAge: number;
  /** Uses that `Sec-GPC: 1` opts out of by law. */
  globalPrivacyControl: readonly PurposeUse[];
}

/**
 * From what age on people consent by themselves where consent comes first: GDPR Art. 8 with the laws of the member states, the
 * EEA and the United Kingdom; LGPD (BR), PIPL (CN), DPDP Act (IN), PIPA (KR), Law 25 (CA-QC), POPIA (ZA).
 */
const OWN_CONSENT_AGES: Readonly<Record<number, readonly string[]>> = {
  12: ['BR'],
  13: ['BE', 'EE', 'FI', 'GB', 'IS', 'LV', 'MT', 'NO', 'PT', 'SE'],
  14: ['AT', 'BG', 'CA-QC', 'CN', 'CY', 'ES', 'IT', 'KR', 'LT'],
  15: ['CZ', 'DK', 'FR', 'GR', 'SI'],
  16: ['DE', 'HR', 'HU', 'IE', 'LI', 'LU', 'NL', 'PL', 'RO', 'SK'],
  18: ['IN', 'ZA'],
};

/** States whose law makes a signal of the browser an opt-out of sale and targeted advertising. */
const SIGNAL_STATES = ['CO', 'CT', 'DE', 'MD', 'MN', 'MT', 'NE', 'NH', 'NJ', 'OR', 'TX'];

const optIn = (code: string, ownConsentAge: number): JurisdictionRule => ({
  code,
  regime: 'OPT_IN',
  ownConsentAge,
  globalPrivacyControl: [],
});

/** COPPA (15 U.S.C. §6501) for the age. */
const unitedStates = (code: string, globalPrivacyControl: readonly PurposeUse[]): JurisdictionRule => ({
  code,
  regime: 'OPT_OUT',
  ownConsentAge: 13,
  globalPrivacyControl,
});

/** The rules that are written down, in order of code. */
export const RULES: readonly JurisdictionRule[] = [
  ...Object.entries(OWN_CONSENT_AGES).flatMap(([age, codes]) => codes.map((code) => optIn(code, Number(age)))),
  unitedStates('US', []),
  // 11 CCR §7025: sale, and sharing for advertising across contexts.
  unitedStates('US-CA', ['SALE', 'SHARING']),
  ...SIGNAL_STATES.map((state) => unitedStates(`US-${state}`, ['SALE', 'TARGETED_ADVERTISING'])),
].toSorted((a, b) => (a.code! < b.code! ? -1 : 1));

const byCode = new Map(RULES.map((rule) => [rule.code, rule]));

/** Where nothing is written down: the strictest of what is. */
const STRICT: JurisdictionRule = { code: null, regime: 'OPT_IN', ownConsentAge: 18, globalPrivacyControl: [] };

/** The rule of a place: its own, its country's, or the strict one. */
export function ruleOf(code: string | null): JurisdictionRule {
  if (code === null) return STRICT;
  return byCode.get(code) ?? byCode.get(code.slice(0, 2)) ?? STRICT;
}

/** Whether a place is within others, as a part of a country is; every place is where none is named. */
export function isWithin(code: string, places: readonly string[]): boolean {
  return places.length === 0 || places.some((place) => code === place || code.startsWith(`${place}-`));
}

const SOLD: ReadonlySet<PurposeUse> = new Set(['SALE', 'SHARING', 'TARGETED_ADVERTISING']);

/**
 * A place where a purpose would need consent and does not ask for it: `everywhere` for one that is pursued everywhere;
 * undefined when there is none. Selling, sharing and targeted advertising need it where the law says opt-in; judging people by
 * machine may rest on a contract or a law too (GDPR Art. 22(2)), but not on an interest of the company.
 */
export function placeWithoutOptIn(purpose: {
  legalBasis: LegalBasis;
  uses: readonly PurposeUse[];
  jurisdictions: readonly string[];
}): string | undefined {
  const { legalBasis, uses, jurisdictions } = purpose;
  if (legalBasis === 'CONSENT') return undefined;
  const needsIt = uses.some((use) => SOLD.has(use) || legalBasis === 'LEGITIMATE_INTERESTS');
  if (!needsIt) return undefined;
  if (jurisdictions.length === 0) return 'everywhere';
  return jurisdictions.find((code) => ruleOf(code).regime === 'OPT_IN');
}
