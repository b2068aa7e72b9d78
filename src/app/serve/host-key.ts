import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { messageOf } from '../../machines/kit/message-of.ts'
import { fingerprintOf } from './login.ts'
import type { Ssh2 } from './ssh2.ts'

/** A host key, as its file has it. */
export interface HostKey {
  readonly text: string
  readonly fingerprint: string
}

/** The private key in a file. It is made if it isn't there. */
export function hostKeyIn(file: string, { utils }: Ssh2): HostKey {
  const key = readOrMake(file, utils)
  const parsed = utils.parseKey(key)
  if (parsed instanceof Error || !parsed.isPrivateKey())
    throw new Error(
      `serve: ${file} has no private key that can be read. Give another file, or move this one away: a new key is made then`,
    )
  return { text: key, fingerprint: fingerprintOf(parsed.getPublicSSH()) }
}

function readOrMake(file: string, utils: Ssh2['utils']): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
      throw new Error(`serve: the host key cannot be read: ${messageOf(error)}`, { cause: error })
  }
  const { private: key } = utils.generateKeyPairSync('ed25519', { comment: 'actty' })
  try {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, key, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    // Another server has made it meanwhile.
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return readFileSync(file, 'utf8')
    throw new Error(`serve: the host key cannot be kept: ${messageOf(error)}`, { cause: error })
  }
  return key
}
