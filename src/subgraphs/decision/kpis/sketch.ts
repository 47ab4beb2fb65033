/**
 * Quantiles of durations within a relative error of 5 % (DDSketch: Masson, Rim and Lee 2019). A duration falls into the bucket of
 * its logarithm, so that sketches of days and vendors are added by adding the counts of their buckets.
 */
const ACCURACY = 0.05;
const GAMMA = (1 + ACCURACY) / (1 - ACCURACY);
/** Shorter durations fall into the first bucket. */
const LEAST_SECONDS = 0.001;
/** Ten years; longer ones fall into the last bucket, so that a sketch has at most 263. */
const MOST_SECONDS = 315_360_000;

/** How many durations fell into a bucket. */
export interface Bucket {
  bucket: number;
  count: number;
}

/** The bucket of a duration. */
export function bucketOf(seconds: number): number {
  const bounded = Math.min(MOST_SECONDS, Math.max(LEAST_SECONDS, seconds));
  return Math.ceil(Math.log(bounded) / Math.log(GAMMA));
}

/** The longest duration of a bucket, in seconds. */
export function upperBound(bucket: number): number {
  return GAMMA ** bucket;
}

/** The duration that a share of all, 0 to 1, do not exceed, in seconds; null when there are none. */
export function quantile(buckets: readonly Bucket[], share: number): number | null {
  const total = buckets.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return null;
  let rank = Math.max(1, Math.ceil(share * total));
  for (const { bucket, count } of buckets.toSorted((a, b) => a.bucket - b.bucket)) {
    rank -= count;
    if (rank <= 0) return (2 * upperBound(bucket)) / (1 + GAMMA);
  }
  return null;
}
