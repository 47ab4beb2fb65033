/**
 * Takes out of graphql-js's messages the values that they quote: what a client sent may be somebody's name or address,
 * and a message ends up in logs and tickets. What was expected, and where, stays.
 */
export function withoutValues(message: string): string {
  return message
    .replace(/ value: [\s\S]*$/, ' value.')
    .replace(/Value "[\s\S]*" does not exist in "(\w+)" enum\.[\s\S]*$/, 'The value does not exist in "$1" enum.')
    .replace(/, found [\s\S]*?(?=; [^;]*$|$)/, '')
    .replace(/Expected value of type "([^"]+)"(; )?/, 'Expected value of type "$1". ')
    .trim();
}
