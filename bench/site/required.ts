/** @throws if the environment does not name it */
export function required(variable: string): string {
  const value = process.env[variable];
  if (value === undefined) throw new Error(`${variable} is not set: run this through npm run bench`);
  return value;
}
