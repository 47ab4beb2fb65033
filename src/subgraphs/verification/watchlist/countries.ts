import { createRequire } from 'node:module';

// The package is CommonJS; `require` loads its data synchronously and once.
const require = createRequire(import.meta.url);
const codes = require('i18n-iso-countries') as typeof import('i18n-iso-countries');
codes.registerLocale(require('i18n-iso-countries/langs/en.json'));

/** Names that lists use and the register of codes does not know. */
const OTHERS: Readonly<Record<string, string>> = {
  'north korea': 'KP', 'south korea': 'KR', burma: 'MM', palestinian: 'PS', 'west bank': 'PS', gaza: 'PS',
  'democratic republic of the congo': 'CD', 'republic of the congo': 'CG', 'cote d ivoire': 'CI', 'isle of man': 'IM',
  'the gambia': 'GM', 'the bahamas': 'BS', 'british virgin islands': 'VG', crimea: 'UA', turkey: 'TR', england: 'GB',
}; // prettier-ignore

const known = new Map<string, string | undefined>();
const MAX_KNOWN = 2_000;

/** A country by its code (`SY`) or English name (`Syria`; `Korea, North`): ISO 3166-1 alpha-2. Undefined for other words. */
export function readCountry(text: string): string | undefined {
  const name = text
    .replace(/^Region: /, '')
    .trim()
    .toLowerCase();
  if (!known.has(name)) {
    if (known.size >= MAX_KNOWN) known.clear();
    known.set(name, find(name));
  }
  return known.get(name);
}

function find(name: string): string | undefined {
  if (/^[a-z]{2}$/.test(name)) return codes.isValid(name) ? name.toUpperCase() : undefined;
  const straight = name.replace(/^([^,]+), (.+)$/, '$2 $1');
  return OTHERS[straight] ?? codes.getAlpha2Code(straight, 'en') ?? codes.getAlpha2Code(name, 'en');
}
