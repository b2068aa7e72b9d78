/** The package `ssh2`, which apps that aren't served don't need. */
export type Ssh2 = typeof import('ssh2')

/** Loads it. Throws an Error that says how to get it, if it isn't there. */
export async function loadSsh2(): Promise<Ssh2> {
  try {
    return ((await import('ssh2')) as unknown as { readonly default: Ssh2 }).default
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error
    throw new Error('serve: ssh needs the package ssh2: npm install ssh2', { cause: error })
  }
}
