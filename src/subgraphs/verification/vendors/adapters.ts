import { readOnfido } from './adapters/onfido.ts';
import { readPersona } from './adapters/persona.ts';
import { readStandard } from './adapters/standard.ts';
import { readStripe } from './adapters/stripe.ts';
import { readSumsub } from './adapters/sumsub.ts';
import type { VendorAdapter, VendorSecretUse } from '../schema.generated.ts';
import type { VendorMessage } from './answer.ts';
import { onfido } from './signatures/onfido.ts';
import { type Received, type Scheme, headerOf } from './signatures/signature.ts';
import { isStandardSecret, standardWebhooks } from './signatures/standard-webhooks.ts';
import { sumsub } from './signatures/sumsub.ts';
import { timed } from './signatures/timed.ts';

/** How a vendor's messages are judged and read. */
export interface Adapter {
  judge: Scheme;
  /** What a genuine message says. Its body is no JSON: UNREADABLE at ''. */
  read(received: Received): VendorMessage;
  /** What is wrong with a secret, if that can be seen. */
  secretProblem(use: VendorSecretUse, secret: string): string | undefined;
}

/** By kind of vendor. */
export const ADAPTERS = {
  ONFIDO: { judge: onfido, read: json(readOnfido), secretProblem: any },
  PERSONA: { judge: timed('persona-signature'), read: json(readPersona), secretProblem: any },
  STRIPE_IDENTITY: { judge: timed('stripe-signature'), read: json(readStripe), secretProblem: any },
  SUMSUB: {
    judge: sumsub(),
    read: json(readSumsub),
    secretProblem: (use, secret) =>
      use === 'API' && !/^[^:]*:?[^:]+:[^:]+$/.test(secret)
        ? 'Expected the app token and its secret key, with a colon between.'
        : undefined,
  },
  STANDARD_WEBHOOKS: {
    judge: standardWebhooks,
    read: (received) => json((body) => readStandard(body, headerOf(received, 'webhook-id')!))(received),
    secretProblem: (use, secret) =>
      use === 'WEBHOOK' && !isStandardSecret(secret) ? 'Expected base64, or whsec_ and base64.' : undefined,
  },
} satisfies Record<string, Adapter> as Readonly<Record<AdapterName, Adapter>>;

/** A kind of vendor. */
export type AdapterName = VendorAdapter;

function any(): undefined {
  return undefined;
}

function json(read: (body: unknown) => VendorMessage): Adapter['read'] {
  return ({ body }) => {
    let parsed: unknown;
    try {
      parsed = JSON.parse(body.toString('utf8'));
    } catch {
      return { kind: 'UNREADABLE', path: '' };
    }
    return read(parsed);
  };
}
