import { Agent, request } from 'node:http';
import { serveParent } from '../processes/parent.ts';
import { CONNECTIONS } from './round.ts';

/** Operations to send one by one at an even pace. */
export interface Pace {
  url: string;
  query: string;
  /** For each operation, one after the other. */
  sends: { token: string; variables: unknown }[];
  perSecond: number;
}

/** What came of it. */
export interface Paced {
  /** Operations that were sent later than they were due by this, at most. */
  lateMs: number;
  seconds: number;
}

/** Sends operations at an even pace, whether or not the answers to earlier ones are there. Runs in a process of its own. */
async function send({ url, query, sends, perSecond }: Pace): Promise<Paced> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const begun = performance.now();
  const answers: Promise<void>[] = [];
  let lateMs = 0;
  for (const [index, { token, variables }] of sends.entries()) {
    const due = begun + (index * 1000) / perSecond;
    const early = due - performance.now();
    if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
    lateMs = Math.max(lateMs, performance.now() - due);
    answers.push(post(agent, url, token, JSON.stringify({ query, variables })));
  }
  await Promise.all(answers);
  agent.destroy();
  return { lateMs, seconds: (performance.now() - begun) / 1000 };
}

function post(agent: Agent, url: string, token: string, body: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    const sent = request(url, { method: 'POST', agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        if (text.includes('"errors"') || !text.includes('"PersonRecorded"')) reject(new Error(text.slice(0, 500)));
        else resolve();
      });
    });
    sent.once('error', reject);
    sent.end(body);
  });
}

await serveParent(async () => ({ methods: { send } }));
