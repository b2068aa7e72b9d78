import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { systemClock } from '../../machines/kit/clock.ts'
import { messageOf } from '../../machines/kit/message-of.ts'
import { requireLimit, requirePositiveTime } from '../../machines/kit/numbers.ts'
import type { Door, Entrance } from './entrance.ts'
import { hostKeyIn } from './host-key.ts'
import { authentication, type LoggedIn } from './login.ts'
import type { SshOptions } from './ssh-options.ts'
import { acceptSessions } from './ssh-session.ts'
import { loadSsh2 } from './ssh2.ts'
import { StartRate } from './start-rate.ts'

const defaults = { port: 2_222, host: '127.0.0.1', maxLoginTime: 20_000 }

/** How long a client that says nothing is taken to be there, in ms, and how often it is asked. */
const KEEPALIVE = { keepaliveInterval: 15_000, keepaliveCountMax: 4 }

/** How long the end of a connection may take, in ms. */
const LAST_TIME = 1_000

interface SshDeps {
  readonly entrance: Entrance
  /** Connections from one address in a minute. */
  readonly maxStartRate: number
}

/** Listens for SSH. */
export async function openSsh(options: SshOptions, { entrance, maxStartRate }: SshDeps): Promise<Door> {
  check(options)
  const { port = defaults.port, host = defaults.host, maxLoginTime = defaults.maxLoginTime } = options
  const ssh2 = await loadSsh2()
  const hostKey = hostKeyIn(options.hostKey, ssh2)
  const rate = new StartRate(maxStartRate, () => systemClock.now())
  /** What is connected, by the address and port of the client, and until when it has to log in. */
  const connected = new Map<string, { readonly socket: Socket; readonly timer: NodeJS.Timeout }>()

  const ssh = new ssh2.Server({ hostKeys: [hostKey.text], ident: 'actty', ...KEEPALIVE }, (client, info) => {
    const address = plainAddress(info.ip)
    const cut = () => connected.get(nameOf(info.ip, info.port))?.socket.destroy()
    let who: LoggedIn | undefined
    client.on('error', () => {}) // of the network, or of what a client says: it's closed then
    client.on(
      'authentication',
      authentication({
        options,
        ssh2,
        address,
        cut,
        loggedIn: (as) => (who = as),
        failed: (error) => entrance.failed(error),
      }),
    )
    client.on('ready', () => {
      clearTimeout(connected.get(nameOf(info.ip, info.port))?.timer)
      acceptSessions(client, { ...who!, address }, entrance)
    })
  })
  ssh.on('error', () => {}) // of a client that has said nothing that could be understood

  const listener = createServer((socket) => {
    const { remoteAddress = '', remotePort = 0 } = socket
    socket.on('error', () => {})
    if (rate.isTooMany(remoteAddress)) return void socket.destroy()
    const name = nameOf(remoteAddress, remotePort)
    connected.set(name, { socket, timer: setTimeout(() => socket.destroy(), maxLoginTime) })
    socket.on('close', () => {
      clearTimeout(connected.get(name)?.timer)
      connected.delete(name)
    })
    socket.setNoDelay(true)
    ssh.injectSocket(socket)
  })
  await listening(listener, port, host)
  const { address, port: bound } = listener.address() as AddressInfo
  return {
    address: { host: address, port: bound, fingerprint: hostKey.fingerprint },
    stop: () => void listener.close(),
    close: () =>
      closed(
        listener,
        [...connected.values()].map(({ socket }) => socket),
      ),
  }
}

function check({ port, host, hostKey, authenticate, maxLoginTime, maxPasswords }: SshOptions): void {
  if (typeof authenticate !== 'function' && (authenticate as unknown) !== 'anyone')
    throw new TypeError(
      "serve: ssh needs authenticate: a function that says who may log in, or 'anyone' for a server that is open to all",
    )
  if (typeof hostKey !== 'string' || hostKey === '')
    throw new TypeError('serve: ssh needs hostKey: the path of a file, which is made if it is not there')
  if (port !== undefined && (!Number.isInteger(port) || port < 0 || port > 65_535))
    throw new TypeError(
      `serve: ssh.port is a port such as ${defaults.port}, or 0 for any, not ${String(port)}`,
    )
  if (host !== undefined && typeof host !== 'string') throw new TypeError('serve: ssh.host is an address')
  if (maxLoginTime !== undefined) requirePositiveTime('serve: ssh.maxLoginTime', maxLoginTime)
  if (maxPasswords !== undefined) requireLimit('serve: ssh.maxPasswords', maxPasswords)
}

function listening(listener: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    listener.once('error', (error) =>
      reject(new Error(`serve: ssh cannot listen at ${host}:${port}: ${messageOf(error)}`, { cause: error })),
    )
    listener.listen(port, host, () => {
      // A failure later (no more file descriptors) concerns a visitor, not those who are there.
      listener.removeAllListeners('error').on('error', () => {})
      resolve()
    })
  })
}

/** Clients get a moment for what is on its way to them. */
async function closed(listener: Server, sockets: readonly Socket[]): Promise<void> {
  listener.close()
  await Promise.all(
    sockets.map(
      (socket) =>
        new Promise<void>((resolve) => {
          if (socket.destroyed) return resolve()
          const timer = setTimeout(() => socket.destroy(), LAST_TIME)
          socket.once('close', () => {
            clearTimeout(timer)
            resolve()
          })
          socket.end()
        }),
    ),
  )
}

function nameOf(address: string, port: number): string {
  return `${address} ${port}`
}

/** An IPv4 address that came to a socket of IPv6 is as it is written elsewhere (RFC 4291, 2.5.5.2). */
function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/, '')
}
