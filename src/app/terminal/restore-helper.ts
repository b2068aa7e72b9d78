import { spawn, spawnSync, type ChildProcessByStdio } from 'node:child_process'
import { once } from 'node:events'
import type { Writable } from 'node:stream'
import { watchProcessGroups } from '../../machines/processes/process-group.ts'

/*
 * What the helper does: it remembers what it was told last, and when nobody holds the other end of its input any more it
 * ends the process groups that are left, and gives the terminal back. Signals to the terminal's processes do not reach it
 * (it is in a session of its own), nor can others keep it from its work.
 */
const script = `
trap '' HUP INT QUIT TERM TSTP TTIN TTOU PIPE
modes=$2 groups=
while read -r what value; do
  case $what in
    modes) modes=$value ;;
    groups) groups=$value ;;
  esac
done
for group in $groups; do kill -KILL "-$group"; done
if [ "$modes" ]; then
  printf %b "$modes"
  [ "$1" ] && stty "$1" <&3
fi
`

/**
 * A small process that gives the terminal back where this one cannot: it was killed, it ran out of memory, it aborted.
 * It learns of that by the end of a pipe, and is killed itself as soon as it is no longer needed. Where there is no
 * `sh`, there is none, and nothing else changes.
 */
export class RestoreHelper {
  readonly #keys: number
  readonly #output: number
  /** The terminal's settings before this app changed them, as `stty -g` says them. */
  #settings = ''
  #restoring = ''
  #child: ChildProcessByStdio<Writable, null, null> | undefined
  #unwatch: (() => void) | undefined
  #isAsked = false
  #isOver = false

  /** `keys` and `output` are descriptors of the terminal. */
  constructor(keys: number, output: number) {
    this.#keys = keys
    this.#output = output
  }

  /** Remembers the terminal's settings. They have to be read before they are changed: it takes about 3 ms. */
  save(): void {
    const { stdout } = spawnSync('stty', ['-g'], {
      stdio: [this.#keys, 'pipe', 'ignore'],
      encoding: 'utf8',
      timeout: 1_000,
    })
    const settings = (stdout as string | null)?.trim() ?? ''
    this.#settings = /^[\da-f:]+$/i.test(settings) ? settings : ''
  }

  /** Starts it when what is under way is done: it costs the first frame nothing. */
  startSoon(): void {
    if (this.#isAsked) return
    this.#isAsked = true
    setImmediate(() => this.#start())
  }

  #start(): void {
    if (this.#isOver) return
    const child = spawn('sh', ['-c', script, 'actty', this.#settings, escaped(this.#restoring)], {
      cwd: '/',
      detached: true,
      stdio: ['pipe', this.#output, 'ignore', this.#keys],
    }) as ChildProcessByStdio<Writable, null, null>
    child.on('error', () => {})
    // Where the system has no more descriptors there is no helper.
    if ((child.stdin as Writable | undefined) === undefined) return
    this.#child = child
    child.stdin.on('error', () => {}) // its own death harms nothing
    child.unref()
    ;(child.stdin as unknown as { unref(): void }).unref()
    this.#unwatch = watchProcessGroups((groups) => this.#tell('groups', groups.join(' ')))
  }

  /** Tells what gives the terminal back from now on; '' where nothing has to. */
  protect(restoring: string): void {
    this.#restoring = restoring
    this.#tell('modes', escaped(restoring))
  }

  /** The terminal takes nothing now: the helper gives it back when it does, whatever becomes of this process. */
  takeOver(): void {
    this.#isOver = true
    this.#tell('groups', '')
    this.#unwatch?.()
    this.#child?.stdin.end()
    this.#child = undefined
  }

  /** It is needed no longer. Resolves when it is gone. */
  async end(): Promise<void> {
    const child = this.#child
    this.endNow()
    if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
    child.ref()
    await once(child, 'close')
  }

  endNow(): void {
    this.#isOver = true
    this.#unwatch?.()
    this.#child?.kill('SIGKILL')
    this.#child?.stdin.destroy()
    this.#child = undefined
  }

  #tell(what: string, value: string): void {
    if (this.#child?.stdin.writable === true) this.#child.stdin.write(`${what} ${value}\n`)
  }
}

/** For the shell's `printf %b`. */
function escaped(bytes: string): string {
  return bytes.replaceAll('\\', '\\0134').replaceAll('\x1b', '\\0033')
}
