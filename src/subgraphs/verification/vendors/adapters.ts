import type { VendorAdapter, VendorSecretUse } from '../schema.generated.ts';
import { readOnfido, readOnfidoRun } from './adapters/onfido.ts';
import { readPersona, readPersonaInquiry } from './adapters/persona.ts';
import { readStandard, readStandardCheck } from './adapters/standard.ts';
import { readStripe, readStripeSession } from './adapters/stripe.ts';
import { readSumsub, readSumsubApplicant } from './adapters/sumsub.ts';
import type { VendorMessage } from './answer.ts';
import type { Api } from './api/api.ts';
import { onfidoApi } from './api/onfido.ts';
import { personaApi } from './api/persona.ts';
import { standardApi } from './api/standard.ts';
import { stripeApi } from './api/stripe.ts';
import { sumsubApi } from './api/sumsub.ts';
import { onfido } from './signatures/onfido.ts';
import { type Received, type Scheme, headerOf } from './signatures/signature.ts';
import { isStandardSecret, standardWebhooks } from './signatures/standard-webhooks.ts';
import { sumsub } from './signatures/sumsub.ts';
import { timed } from './signatures/timed.ts';

/** How a kind of vendor is spoken to. */
export interface Adapter {
  api: Api;
  /** Whether a message is the vendor's. */
  judge: Scheme;
  /** What a genuine message says. Its body is no JSON: UNREADABLE at ''. */
  read(received: Received): VendorMessage;
  /** What the API says of a check. */
  readPolled(received: Received): VendorMessage;
  /** What is wrong with a secret, if that can be seen. */
  secretProblem(use: VendorSecretUse, secret: string): string | undefined;
}

/** A kind of vendor. */
export type AdapterName = VendorAdapter;

export const ADAPTERS: Readonly<Record<AdapterName, Adapter>> = {
  ONFIDO: {
    api: onfidoApi,
    judge: onfido,
    read: json(readOnfido),
    readPolled: json(readOnfidoRun),
    secretProblem: any,
  },
  PERSONA: {
    api: personaApi,
    judge: timed('persona-signature'),
    read: json(readPersona),
    readPolled: json(readPersonaInquiry),
    secretProblem: any,
  },
  STRIPE_IDENTITY: {
    api: stripeApi,
    judge: timed('stripe-signature'),
    read: json(readStripe),
    readPolled: json(readStripeSession),
    secretProblem: any,
  },
  SUMSUB: {
    api: sumsubApi,
    judge: sumsub(),
    read: json(readSumsub),
    readPolled: json(readSumsubApplicant),
    secretProblem: (use, secret) =>
      use === 'API' && !/.:[^:]+$/.test(secret)
        ? 'Expected the app token and its secret key, with a colon between.'
        : undefined,
  },
  STANDARD_WEBHOOKS: {
    api: standardApi,
    judge: standardWebhooks,
    read: (received) => json((body) => readStandard(body, headerOf(received, 'webhook-id')!))(received),
    readPolled: json(readStandardCheck),
    secretProblem: (use, secret) =>
      use === 'WEBHOOK' && !isStandardSecret(secret) ? 'Expected base64, or whsec_ and base64.' : undefined,
  },
};

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
