/** A sample of an exposition. */
export interface Sample {
  name: string;
  labels: Record<string, string>;
  value: number;
}

/** A family of metrics. */
export interface Family {
  type: string;
  help: string;
  samples: Sample[];
}

const SUFFIXES: Readonly<Record<string, readonly string[]>> = {
  counter: ['_total'],
  histogram: ['_bucket', '_count', '_sum'],
};
const SAMPLE = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (-?(?:\d+(?:\.\d+)?(?:e[+-]?\d+)?|Inf)|\+Inf)$/;
const LABEL = /^([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)"(?:,|$)/;

/** Reads a text strictly by OpenMetrics 1.0, as far as counters and histograms go. Throws at the first line that is wrong. */
export function parseOpenMetrics(text: string): Map<string, Family> {
  if (!text.endsWith('# EOF\n')) throw new Error('it does not end with # EOF and a line feed');
  const families = new Map<string, Family>();
  let current: [name: string, family: Family] | undefined;
  for (const line of text.slice(0, -'# EOF\n'.length).split('\n').slice(0, -1)) {
    const [, keyword, name = '', rest = ''] = /^# (TYPE|UNIT|HELP) (\S+) (.+)$/.exec(line) ?? [];
    if (keyword === 'TYPE') {
      if (families.has(name) || !SUFFIXES[rest]) throw new Error(`twice, or of no type: ${line}`);
      current = [name, { type: rest, help: '', samples: [] }];
      families.set(...current);
    } else if (!current) throw new Error(`outside of a family: ${line}`);
    else if (keyword === 'UNIT') {
      if (name !== current[0] || !name.endsWith(`_${rest}`)) throw new Error(`not its unit: ${line}`);
    } else if (keyword === 'HELP') {
      if (name !== current[0] || current[1].samples.length > 0) throw new Error(`not its help: ${line}`);
      current[1].help = rest;
    } else current[1].samples.push(sampleOf(line, current));
  }
  for (const [name, family] of families) if (family.type === 'histogram') checkHistogram(name, family);
  return families;
}

function sampleOf(line: string, [name, { type, samples }]: [string, Family]): Sample {
  const match = SAMPLE.exec(line);
  if (!match) throw new Error(`no sample: ${line}`);
  const sample = {
    name: match[1]!,
    labels: labelsOf(match[2] ?? ''),
    value: Number(match[3]!.replace('Inf', 'Infinity')),
  };
  if (!SUFFIXES[type]!.some((suffix) => sample.name === name + suffix)) throw new Error(`of another family: ${line}`);
  const identity = JSON.stringify([sample.name, sample.labels]);
  if (samples.some((one) => JSON.stringify([one.name, one.labels]) === identity)) throw new Error(`twice: ${line}`);
  if (sample.value < 0) throw new Error(`below nothing: ${line}`);
  return sample;
}

function labelsOf(text: string): Record<string, string> {
  const labels: Record<string, string> = {};
  for (let rest = text; rest !== '';) {
    const match = LABEL.exec(rest);
    if (!match) throw new Error(`no labels: ${text}`);
    labels[match[1]!] = match[2]!.replace(/\\(.)/g, (_all, escaped: string) => (escaped === 'n' ? '\n' : escaped));
    rest = rest.slice(match[0].length);
  }
  return labels;
}

/** Buckets grow with their bounds up to +Inf, which is the count. */
function checkHistogram(name: string, { samples }: Family): void {
  const series = Map.groupBy(samples, ({ labels: { le: _, ...labels } }) => JSON.stringify(labels));
  for (const [labels, all] of series) {
    const buckets = all.filter((one) => one.name.endsWith('_bucket'));
    const bounds = buckets.map(({ labels: { le = '' } }) => Number(le.replace('Inf', 'Infinity')));
    const grows = buckets.every(
      ({ value }, at) => at === 0 || (value >= buckets[at - 1]!.value && bounds[at]! > bounds[at - 1]!),
    );
    const count = all.find((one) => one.name === `${name}_count`)?.value;
    if (!grows || bounds.at(-1) !== Infinity || buckets.at(-1)?.value !== count)
      throw new Error(`no histogram: ${name}${labels}`);
  }
}
