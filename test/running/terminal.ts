/** Catches what is printed for the person at the terminal while `work` runs. */
export async function printedDuring(work: () => Promise<unknown>): Promise<string> {
  const printed: string[] = [];
  const write = jest.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    printed.push(String(chunk));
    return true;
  });
  try {
    await work();
  } finally {
    write.mockRestore();
  }
  return printed.join('');
}
