/**
 * Opens what stands on connections; if that fails, closes them, so that the process ends and its exit code is seen.
 *
 * @throws what opening throws
 */
export async function openOrClose<T>(close: () => Promise<unknown>, open: () => Promise<T>): Promise<T> {
  try {
    return await open();
  } catch (error) {
    await close();
    throw error;
  }
}
