import type { Scope, SystemKind } from './access.ts';
import { fault } from './faults.ts';
import { effectiveScopes } from './roles.ts';

/** A registered system, as far as rights and precedence need it. */
export interface System {
  /** The name it was registered under, such as `crm`. */
  id: string;
  kind: SystemKind;
  /** 0 to 100; the higher one wins where precedence is equal. */
  trust: number;
  purposes: readonly string[];
}

/** The names under which the hub itself acts. No system has them. */
export const HUB_NAMES = ['selfsame', 'journeys', 'rights'] as const;
export type HubName = (typeof HUB_NAMES)[number];

/** What a verified access token says (RFC 9068). */
export interface Credentials {
  clientId: string;
  /** `sub`: the person who acts, or the client itself. */
  subject: string;
  scopes: readonly string[];
  /** The one purpose to which the token narrows what its system may read for; undefined: all that the system has. */
  purpose?: string | undefined;
  expiresAt: Date;
  /** True when no person stands behind the token. */
  machine: boolean;
}

/** Who acts: the credentials, the system that they belong to, and the scopes that count. */
export interface Actor {
  readonly clientId: string;
  readonly subject: string;
  readonly system: System;
  /** Those that count now: what a person takes beyond the own roles comes and goes while a stream is open. */
  readonly scopes: ReadonlySet<Scope>;
  /** What it reads for. */
  readonly purposes: readonly string[];
  readonly expiresAt: Date;
  readonly machine: boolean;
  /** The glass that is broken now, by its id. */
  readonly brokenGlass?: string | undefined;
}

/** Who has broken the glass, and what they took. */
export interface Glass {
  /** What counts now beside the roles of an actor, as `actorName` gives it. */
  of(actor: string): { id: string; scopes: readonly Scope[] } | undefined;
}

/**
 * Joins a token with the registered system of its client, and at the people's desk with the glass that its
 * person broke. Throws UNAUTHENTICATED when its purpose is none of the system's.
 */
export function actorOf(credentials: Credentials, system: System, glass?: Glass): Actor {
  const scopes = effectiveScopes(system.kind, credentials.scopes);
  const actor = {
    clientId: credentials.clientId,
    subject: credentials.subject,
    system,
    scopes,
    purposes: purposesOf(credentials, system),
    expiresAt: credentials.expiresAt,
    machine: credentials.machine,
  };
  if (!glass || actor.machine || system.kind !== 'STEWARD') return actor;
  const name = actorName(actor);
  return {
    ...actor,
    // Asked each time, so that whoever holds the actor, a stream or a memo, obeys at once.
    get scopes() {
      const broken = glass.of(name);
      return broken ? new Set([...scopes, ...broken.scopes]) : scopes;
    },
    get brokenGlass() {
      return glass.of(name)?.id;
    },
  };
}

function purposesOf({ purpose }: Credentials, { purposes }: System): readonly string[] {
  if (purpose === undefined) return purposes;
  if (purposes.includes(purpose)) return [purpose];
  throw fault({ code: 'UNAUTHENTICATED', public: 'The token names a purpose that its system does not have.' });
}

/** Throws FORBIDDEN unless the actor holds `scope`. Every command and loader begins with it. */
export function demand(actor: Actor, scope: Scope): void {
  if (!actor.scopes.has(scope)) throw notAllowed();
}

/** The one answer to everything that is not allowed. It tells nothing about what exists. */
export function notAllowed(): Error {
  return fault({ code: 'FORBIDDEN', public: 'Not allowed.' });
}

/** Who is named as the one behind a change, and in which trace. */
export interface Author {
  /** As `actorName` gives it. */
  actor: string;
  /** W3C Trace Context. */
  traceparent: string | undefined;
}

/** The one behind an operation. */
export function authorOf({ actor, traceparent }: { actor: Actor; traceparent: string | undefined }): Author {
  return { actor: actorName(actor), traceparent };
}

/**
 * How lineage and audit name the one who acted: the client, and behind a slash the person when there is one. A slash in the id of a
 * client is written `%2F`, so that no client passes for a person behind another.
 */
export function actorName(actor: Actor): string {
  const client = actor.clientId.replaceAll('%', '%25').replaceAll('/', '%2F');
  return actor.machine ? client : `${client}/${actor.subject}`;
}

/** The client in a name that `actorName` gave. */
export function clientOf(name: string): string {
  return name.split('/', 1)[0]!.replaceAll('%2F', '/').replaceAll('%25', '%');
}

/** The person in such a name; undefined where it is that of a machine. */
export function personOf(name: string): string | undefined {
  const slash = name.indexOf('/');
  return slash < 0 ? undefined : name.slice(slash + 1);
}
