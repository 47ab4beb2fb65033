import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Random, createRandom } from '../generate/random.ts';
import { fault } from '../kernel/faults.ts';
import { Behaviour } from './behaviour.ts';
import { type Case, Desk, type Finding, numberOf } from './desk.ts';
import { onfidoFace } from './faces/onfido.ts';
import { personaFace } from './faces/persona.ts';
import { standardFace } from './faces/standard.ts';
import { stripeFace } from './faces/stripe.ts';
import { sumsubFace } from './faces/sumsub.ts';
import type { Face, FaceRequest } from './face.ts';
import { type Mailbox, tell } from './messenger.ts';

/** The vendors that can be simulated, by the names of adapters. */
export const FACES: Readonly<Record<string, Face>> = {
  ONFIDO: onfidoFace,
  PERSONA: personaFace,
  STRIPE_IDENTITY: stripeFace,
  SUMSUB: sumsubFace,
  STANDARD_WEBHOOKS: standardFace,
};

/** Whom to simulate, and for whom. */
export interface SimulatorOptions {
  /** One of `FACES`. */
  adapter: string;
  /** 0 takes any free port. */
  port: number;
  /** Where messages go: the hub's address for this vendor. */
  hub: string;
  /** What messages are signed with. */
  secret: string;
  /** What the API asks for. */
  apiSecret: string;
  behaviour: Behaviour;
}

/** A vendor that is none, with real HTTP on both sides. */
export interface Simulator {
  /** Where its API begins. */
  readonly baseUrl: string;
  readonly desk: Desk;
  /** Changes how it behaves from now on. */
  behave(changes: Partial<Behaviour>): void;
  /** Ends a check by hand, and tells the hub. */
  decide(one: Case, finding: Finding): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a vendor on this machine. */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const face = FACES[options.adapter]!;
  let { behaviour } = options;
  const ending = new AbortController();
  const sent: Record<string, number> = {};
  const mailbox: Mailbox = {
    ...options,
    face,
    signal: ending.signal,
    onSent: (status) => (sent[status ?? 'none'] = (sent[status ?? 'none'] ?? 0) + 1),
  };
  const desk = new Desk(face.prefix, (one) => {
    const chance = createRandom();
    chance.begin(behaviour.seed, numberOf(one.key));
    live(one, chance).catch(() => {});
  });

  /** The life of a check at the vendor. */
  async function live(one: Case, chance: Random): Promise<void> {
    const { decideAfterMs, passRate, tellsBegin, disorderRate } = behaviour;
    const finding = chance.chance(passRate) ? 'PASSED' : chance.chance(0.5) ? 'FAILED' : 'INCONCLUSIVE';
    const isDisordered = chance.chance(disorderRate);
    const begin = () => (tellsBegin ? tell(mailbox, one, 'BEGUN', behaviour, chance) : undefined);
    if (!isDisordered) await begin();
    if (decideAfterMs === null) return;
    await sleep(decideAfterMs, undefined, { signal: ending.signal });
    await decide(one, finding, chance);
    if (isDisordered) await begin();
  }
  async function decide(one: Case, finding: Finding, chance: Random = createRandom()): Promise<void> {
    if (desk.close(one, finding)) await tell(mailbox, one, finding, behaviour, chance);
  }

  const requests = createRandom();
  requests.begin(behaviour.seed, 0);
  const handle = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(incoming.url ?? '/', 'http://vendor');
    const body = await text(incoming);
    if (url.pathname.startsWith('/control')) return control(url, incoming.method ?? '', body, response);
    const { latencyMs, down, errorRate, hangRate, refuseRate } = behaviour;
    if (down) return void incoming.socket.destroy();
    if (latencyMs > 0) await sleep(latencyMs, undefined, { signal: ending.signal });
    if (requests.chance(errorRate)) return send(response, 500, { error: { code: 'simulated_error' } });
    const headers = incoming.headers as FaceRequest['headers'];
    const request = { method: incoming.method ?? '', url, headers, body };
    if (!face.admits(request, options.apiSecret)) return send(response, 401, { error: { code: 'unauthorized' } });
    const isStart = request.method === 'POST' && desk.findByKey(headers['idempotency-key'] ?? '') === undefined;
    if (isStart && requests.chance(refuseRate)) return send(response, 422, { error: { code: 'simulated_refusal' } });
    const before = desk.cases.size;
    const answer = face.answer(request, desk);
    if (desk.cases.size > before && requests.chance(hangRate)) return void incoming.socket.destroy();
    return send(response, answer?.status ?? 404, answer?.body ?? { error: { code: 'not_found' } });
  };

  /** Beside the API: how the vendor behaves, and what it has done. */
  function control(url: URL, method: string, body: string, response: ServerResponse): void {
    if (method === 'GET' && url.pathname === '/control/charges')
      return send(response, 200, Object.fromEntries(desk.charges));
    if (method === 'GET') return send(response, 200, { behaviour, sent, cases: [...desk.cases.values()] });
    if (url.pathname === '/control/decide') {
      const { reference, finding } = JSON.parse(body) as { reference: string; finding: Finding };
      const one = desk.cases.get(reference);
      if (!one) return send(response, 404, { error: { code: 'not_found' } });
      decide(one, finding).catch(() => {});
      return send(response, 202, { reference });
    }
    const changed = Behaviour.safeParse({ ...behaviour, ...(JSON.parse(body) as object) });
    if (!changed.success) return send(response, 400, { error: changed.error.issues[0] });
    behaviour = changed.data;
    return send(response, 200, { behaviour });
  }

  const server = createServer((incoming, response) => {
    handle(incoming, response).catch(() => {
      if (!response.headersSent) send(response, 400, { error: { code: 'unreadable' } });
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) =>
      reject(
        fault({ code: 'UNAVAILABLE', public: `Nothing can listen on port ${options.port} (${cause.code}).`, cause }),
      ),
    );
    server.listen(options.port, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}${face.basePath}`,
    desk,
    behave: (changes) => (behaviour = { ...behaviour, ...changes }),
    decide,
    async stop() {
      ending.abort();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
