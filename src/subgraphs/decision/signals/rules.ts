import type { RunningPolicy } from '../policies/book.ts';
import { askAgain } from '../policies/simulate.ts';
import type { SignalKind, SignalOutcome } from '../schema.generated.ts';

/** A place on earth (WGS 84). */
export interface Place {
  latitude: number;
  longitude: number;
}

/** What is known of a person when a signal comes. */
export interface Before {
  /** Failed logins within 15 minutes, this one not among them. */
  failedLogins: number;
  knowsDevice: boolean;
  knowsNetwork: boolean;
  /** Where the person was seen last, within a day. */
  last: { place: Place; occurredAt: Date } | undefined;
}

/** A signal, as far as the rules need it. */
export interface Seen {
  kind: SignalKind;
  occurredAt: Date;
  place: Place | undefined;
  riskScore: number;
}

/** What is done about a signal. */
export interface Judgement {
  outcome: SignalOutcome;
  reasonCodes: string[];
  matchedRules: string[];
  policyVersion: number | null;
}

/** The inputs of the policy `step-up`. */
export function inputsOf(
  { kind, occurredAt, place, riskScore }: Seen,
  before: Before,
): Record<string, number | boolean> {
  return {
    failedLogins: before.failedLogins + (kind === 'LOGIN_FAILED' ? 1 : 0),
    newDevice: !before.knowsDevice,
    newNetwork: !before.knowsNetwork,
    impossibleTravel:
      place !== undefined && before.last !== undefined && isImpossible(before.last, { place, occurredAt }),
    riskScore,
  };
}

/** What to do: what the policy says, and STEP_UP wherever it says nothing that can be done at a login. */
export function judge(
  policy: RunningPolicy | undefined,
  inputs: Readonly<Record<string, number | boolean>>,
): Judgement {
  if (!policy) return { outcome: 'STEP_UP', reasonCodes: ['POLICY_MISSING'], matchedRules: [], policyVersion: null };
  // A policy may take fewer inputs than there are.
  const taken = Object.entries(inputs).filter(([name]) => Object.hasOwn(policy.document.inputs, name));
  const verdict = askAgain(policy, Object.fromEntries(taken));
  const { outcome, reasonCodes = ['POLICY_INPUTS'], matchedRules = [] } = verdict ?? {};
  return {
    outcome: outcome === 'APPROVE' || outcome === 'BLOCK' ? outcome : 'STEP_UP',
    reasonCodes: [...reasonCodes],
    matchedRules: [...matchedRules],
    policyVersion: policy.version,
  };
}

/** Faster than an airliner, over more than where an address is commonly thought to be. */
const KM_PER_HOUR = 1_000;
const LEAST_KM = 200;

function isImpossible(a: { place: Place; occurredAt: Date }, b: { place: Place; occurredAt: Date }): boolean {
  const km = distanceKm(a.place, b.place);
  const hours = Math.abs(b.occurredAt.getTime() - a.occurredAt.getTime()) / 3_600_000;
  return km > LEAST_KM && km > hours * KM_PER_HOUR;
}

const EARTH_RADIUS_KM = 6_371;

/** The haversine formula, on a sphere: within 0.5 %. */
export function distanceKm(a: Place, b: Place): number {
  const radians = (degrees: number): number => (degrees * Math.PI) / 180;
  const sine = (x: number, y: number): number => Math.sin(radians(y - x) / 2) ** 2;
  const h =
    sine(a.latitude, b.latitude) +
    Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * sine(a.longitude, b.longitude);
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.sqrt(Math.min(1, h)));
}
