import type { CompleteResolvers } from '../schema.generated.ts';
import { openSignal } from './sealing.ts';

/** The resolvers of signals' types. */
export const signalResolvers: Pick<CompleteResolvers, 'Signal'> = {
  Signal: {
    deviceId: (signal, _args, { vault }) => openSignal(vault, signal)?.deviceId ?? null,
    ip: (signal, _args, { vault }) => openSignal(vault, signal)?.ip ?? null,
    place: (signal, _args, { vault }) => openSignal(vault, signal)?.place ?? null,
    riskScore: (signal, _args, { vault }) => openSignal(vault, signal)?.riskScore ?? null,
  },
};
