import { createHmac } from 'node:crypto';
import type { Case, Desk, Finding } from './desk.ts';

/** A request to the vendor's API. */
export interface FaceRequest {
  method: string;
  /** With its query. */
  url: URL;
  /** By name in small letters. */
  headers: Readonly<Record<string, string | undefined>>;
  body: string;
}

/** What the API answers; a body is sent as JSON. */
export interface FaceAnswer {
  status: number;
  body?: unknown;
}

/** What a message says of a check. */
export type Says = 'BEGUN' | Finding;

/** How one kind of vendor looks from outside: its API, its messages and their signatures. */
export interface Face {
  /** What its references begin with. */
  prefix: string;
  /** Where its API begins, below the simulator's address. */
  basePath: string;
  /** Whether the request has the API credential. */
  admits(request: FaceRequest, apiSecret: string): boolean;
  /** Answers a request; undefined when it has no such path. */
  answer(request: FaceRequest, desk: Desk): FaceAnswer | undefined;
  /** The body of a message. */
  message(one: Case, says: Says, at: Date): unknown;
  /** The headers by which a message is known to be the vendor's. `id` names the message. */
  sign(body: string, secret: string, at: Date, id: string): Record<string, string>;
}

/** HMAC-SHA256 in hexadecimal. */
export function hmacHex(secret: string, text: string): string {
  return createHmac('sha256', secret).update(text).digest('hex');
}

/** Unix seconds. */
export function secondsOf(at: Date): number {
  return Math.floor(at.getTime() / 1000);
}

/** The part of a path behind a prefix; undefined when it is another path. */
export function behind(url: URL, prefix: string): string | undefined {
  return url.pathname.startsWith(prefix) ? decodeURIComponent(url.pathname.slice(prefix.length)) : undefined;
}
