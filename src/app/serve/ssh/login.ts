import { createHash, timingSafeEqual } from 'node:crypto'
import type { AuthContext, PublicKeyAuthContext } from 'ssh2'
import type { Login, LoginKey, SshOptions } from './ssh-options.ts'
import type { Ssh2 } from './ssh2.ts'

/** Keys that a client may offer in one connection: an agent may have many. */
const MAX_KEYS = 20

const MAX_PASSWORDS = 3

/** How someone has logged in. */
export interface LoggedIn {
  readonly user: string
  readonly key: string | undefined
}

interface LoginDeps {
  readonly options: SshOptions
  readonly ssh2: Ssh2
  readonly address: string
  readonly loggedIn: (as: LoggedIn) => void
  /** The user's function has failed. */
  readonly failed: (error: unknown) => void
  /** Too much was tried. */
  readonly cut: () => void
}

/** The authentication of one connection (RFC 4252). */
export function authentication({ options, ssh2, address, loggedIn, failed, cut }: LoginDeps) {
  const { authenticate, maxPasswords = MAX_PASSWORDS } = options
  const tries = { password: 0, publickey: 0 }

  const allows = async (login: Login): Promise<boolean> => {
    if (authenticate === 'anyone') return true
    try {
      return (await authenticate(login)) === true
    } catch (error) {
      failed(error)
      return false
    }
  }

  return async (context: AuthContext): Promise<void> => {
    const { method, username: user } = context
    const accept = (key?: LoginKey) => {
      loggedIn({ user, key: key?.fingerprint })
      context.accept()
    }
    if (authenticate === 'anyone') return accept()
    if (method === 'publickey') {
      if (++tries.publickey > MAX_KEYS * 2) return cut()
      const key = keyOf(context.key)
      const isTheirs = await allows({ user, address, key })
      if (!isTheirs) return reject(context)
      // Without a signature, it was only asked whether this key would do.
      if (context.signature === undefined) return context.accept()
      return isSigned(context, ssh2) ? accept(key) : reject(context)
    }
    if (method === 'password') {
      if (++tries.password > maxPasswords) return cut()
      return (await allows({ user, address, password: context.password })) ? accept() : reject(context)
    }
    reject(context)
  }
}

function reject(context: AuthContext): void {
  context.reject(['publickey', 'password'])
}

/** A key as `Login` has it. */
export function keyOf({ algo, data }: { readonly algo: string; readonly data: Buffer }): LoginKey {
  return { type: algo, data: data.toString('base64'), fingerprint: fingerprintOf(data) }
}

/** As `ssh-keygen -l` shows it. */
export function fingerprintOf(data: Buffer): string {
  return `SHA256:${createHash('sha256').update(data).digest('base64').replace(/=+$/, '')}`
}

function isSigned({ key, blob, signature, hashAlgo }: PublicKeyAuthContext, { utils }: Ssh2): boolean {
  const parsed = utils.parseKey(key.data)
  if (parsed instanceof Error || blob === undefined || signature === undefined) return false
  const isSame = timingSafeEqual(
    createHash('sha256').update(parsed.getPublicSSH()).digest(),
    createHash('sha256').update(key.data).digest(),
  )
  return isSame && parsed.verify(blob, signature, hashAlgo) === true
}
