import type { Client } from '../support/hub.ts';
import { ask } from '../support/operations.ts';

const REFUSALS = `__typename ... on NotFound { id } ... on InvalidInput { problems { path message } }
  ... on IdempotencyConflict { inFlight }`;

/** Places a hold; answers the member of the union. */
export async function place(client: Client, input: Record<string, unknown>): Promise<any> {
  const text = `mutation ($input: PlaceHoldInput!) { placeHold(input: $input) {
    ${REFUSALS} ... on HoldPlaced { holdId hold { person { id } dataClasses reason releasedAt } } } }`;
  return (await ask(client, text, { input })).placeHold;
}

/** Releases a hold; answers the member of the union. */
export async function release(client: Client, input: Record<string, unknown>): Promise<any> {
  const text = `mutation ($input: ReleaseHoldInput!) { releaseHold(input: $input) {
    ${REFUSALS} ... on HoldNotOpen { message } ... on HoldReleased { holdId hold { releasedBy releaseReason } } } }`;
  return (await ask(client, text, { input })).releaseHold;
}

/** Sets a policy; answers the member of the union. */
export async function set(client: Client, input: Record<string, unknown>): Promise<any> {
  const text = `mutation ($input: SetRetentionInput!) { setRetention(input: $input) {
    __typename ... on InvalidInput { problems { path message } } ... on IdempotencyConflict { inFlight }
    ... on RetentionSet { policy { subject eventType version period setBy versions { version period } } } } }`;
  return (await ask(client, text, { input })).setRetention;
}

/** What would go. */
export async function preview(client: Client, variables: Record<string, unknown>): Promise<any> {
  const text = `query ($subject: RetentionSubject!, $eventType: String, $period: String) {
    retentionPreview(subject: $subject, eventType: $eventType, period: $period) {
      period
      person { due held sample } verification { due held sample } decision { due held sample } consent { due held sample }
    } }`;
  return (await ask(client, text, variables)).retentionPreview;
}
