/** Makes the machine whose action this is fail with an error, as a rejected promise would. */
export function raiseError(error: unknown): never {
  throw error
}
