const DURATION = /^P(?=.)(?:(\d{1,5})D)?(?:T(?=.)(?:(\d{1,5})H)?(?:(\d{1,5})M)?(?:(\d{1,6})S)?)?$/;

/** Milliseconds of a duration in days, hours, minutes and seconds (ISO 8601-1 §5.5.2.2): `P7D`, `PT30S`. Undefined for what is none. */
export function durationMs(text: string): number | undefined {
  const [all, days = 0, hours = 0, minutes = 0, seconds = 0] = DURATION.exec(text) ?? [];
  if (all === undefined) return undefined;
  return (((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
}
