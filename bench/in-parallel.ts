/**
 * Does a piece of work so many times, a bounded number of them at once; returns the results in their order.
 *
 * @param forMs no piece is begun later than this, however many are left
 * @throws what the first piece that failed threw
 */
export async function inParallel<T>(
  count: number,
  concurrency: number,
  work: (index: number) => Promise<T>,
  forMs = Infinity,
): Promise<T[]> {
  const results: T[] = [];
  let next = 0;
  const last = performance.now() + forMs;
  const lane = async (): Promise<void> => {
    while (next < count && performance.now() < last) {
      const index = next;
      next += 1;
      results[index] = await work(index);
    }
  };
  await Promise.all(Array.from({ length: Math.min(count, concurrency) }, lane));
  return results;
}
