import codes from 'i18n-iso-countries/codes.json' with { type: 'json' };

const ALPHA3: ReadonlyMap<string, string> = new Map(codes.map(([two, three]) => [two!, three!]));

/** ISO 3166-1 alpha-2 as alpha-3, which some vendors want. */
export function alpha3(country: string | undefined): string | undefined {
  return country === undefined ? undefined : ALPHA3.get(country);
}
