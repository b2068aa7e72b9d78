import { createHash, timingSafeEqual } from 'node:crypto'
import type { AuthContext, PublicKeyAuthContext } from 'ssh2'
import type { Login, LoginKey, SshOptions } from './ssh-options.ts'
import type { Ssh2 } from './ssh2.ts'

/** Keys that a client may offer or sign with in one connection: an agent may have many. */
const MAX_KEYS = 40

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
export function authentication(deps: LoginDeps): (context: AuthContext) => void {
  const tries: Tries = { keys: 0, passwords: 0 }
  return (context) => {
    const { username: user } = context
    void judged(context, deps, tries).then(({ verdict, key }) => {
      if (verdict === 'cut') return deps.cut()
      if (verdict === 'no') return context.reject(['publickey', 'password'])
      if (verdict === 'in') deps.loggedIn({ user, key })
      context.accept()
    })
  }
}

interface Tries {
  keys: number
  passwords: number
}

interface Judged {
  /** With 'would do', a key is accepted that wasn't used yet: the client signs with it next. */
  readonly verdict: 'in' | 'would do' | 'no' | 'cut'
  readonly key?: string
}

async function judged(context: AuthContext, deps: LoginDeps, tries: Tries): Promise<Judged> {
  const { options, address, ssh2 } = deps
  const { authenticate, maxPasswords = MAX_PASSWORDS } = options
  const { username: user } = context
  if (authenticate === 'anyone') return { verdict: 'in' }
  switch (context.method) {
    case 'publickey': {
      if (++tries.keys > MAX_KEYS) return { verdict: 'cut' }
      const key = keyOf(context.key)
      if (!(await allows({ user, address, key }, authenticate, deps))) return { verdict: 'no' }
      if (context.signature === undefined) return { verdict: 'would do' }
      return isSigned(context, ssh2) ? { verdict: 'in', key: key.fingerprint } : { verdict: 'no' }
    }
    case 'password': {
      if (++tries.passwords > maxPasswords) return { verdict: 'cut' }
      const isAllowed = await allows({ user, address, password: context.password }, authenticate, deps)
      return { verdict: isAllowed ? 'in' : 'no' }
    }
    default:
      return { verdict: 'no' }
  }
}

/** Nothing but `true` lets anybody in. */
async function allows(
  login: Login,
  authenticate: (login: Login) => unknown,
  { failed }: LoginDeps,
): Promise<boolean> {
  try {
    return (await authenticate(login)) === true
  } catch (error) {
    failed(error)
    return false
  }
}

/** A key as `Login` has it. */
function keyOf({ algo, data }: { readonly algo: string; readonly data: Buffer }): LoginKey {
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
  // It returns an Error for a signature that can't be one.
  const isValid: unknown = parsed.verify(blob, signature, hashAlgo)
  return isSame && isValid === true
}
