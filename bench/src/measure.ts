import { pause, type Mode, type Report } from './contestant.ts'
import { faultOf, type Size } from './emulator.ts'
import { quantile, type Measurement } from './figures.ts'
import { screens, type ScreenName } from './screens.ts'
import { TIMEOUT, Terminal } from './terminal.ts'

type Command = readonly string[]

const KEYS = 200
const RESIZES = { before: 4, measured: 16 }
/** The frame of a new size is complete if no more bytes come in so many ms: some engines wait for the next resize first. */
const SETTLED = 150
/** A contestant that doesn't draw anything after a resize is waited for no longer than this, in ms. */
const RESIZE_TIMEOUT = 500

/** CPU, bytes, memory and collections of frames when everything is compiled, and the time to the first one. */
export function warmFrames(command: Command, screen: ScreenName): Promise<Measurement> {
  return onTerminal(command, screen, 'warm', async (terminal) => {
    await terminal.message('ready')
    await terminal.quiet()
    const before = terminal.bytes
    terminal.answer({})
    const report = await reportOf(terminal)
    await terminal.quiet()
    const { cpu, count, rss, collections, frame } = report
    const figures = {
      cpu: cpu / count,
      bytes: (terminal.bytes - before) / count,
      rss: rss / 1e6,
      collections: (collections / count) * 1000,
      start: terminal.startTime,
    }
    return { figures, fault: await faultOf(terminal.output, screens[screen], frame) }
  })
}

/** CPU of the frames that follow the first hundred of a process. */
export function coldFrames(command: Command, screen: ScreenName): Promise<Measurement> {
  return onTerminal(command, screen, 'cold', async (terminal) => {
    const { cpu, count, frame } = await reportOf(terminal)
    await terminal.quiet()
    return {
      figures: { cpu: cpu / count },
      fault: await faultOf(terminal.output, screens[screen], frame),
    }
  })
}

/** From a key to the first byte of what it does. */
export function keyTimes(command: Command): Promise<Measurement> {
  return onTerminal(command, 'counter', 'keys', async (terminal) => {
    const { keys } = await terminal.message('keys')
    const times: number[] = []
    for (let i = 0; keys === true && i < KEYS; i++) {
      await pause(20)
      const before = performance.now()
      const seen = terminal.nextBytes(TIMEOUT)
      terminal.write('x')
      await seen
      times.push(performance.now() - before)
    }
    times.sort((a, b) => a - b)
    return { figures: { keyMedian: quantile(times, 0.5), keyLate: quantile(times, 0.99) } }
  })
}

/** CPU from a resize until the frame of the new size is complete: one resize at a time, to a larger terminal and back. */
export function resizes(command: Command): Promise<Measurement> {
  const usual = screens.dashboard
  const large = { ...usual, columns: (usual.columns * 5) / 4, rows: (usual.rows * 5) / 4 }
  return onTerminal(command, 'dashboard', 'resize', async (terminal) => {
    await terminal.message('ready')
    await resizeInTurn(terminal, [large, usual], RESIZES.before)
    terminal.answer({})
    await terminal.message('resize')
    await resizeInTurn(terminal, [large, usual], RESIZES.measured - 1)
    const largeOutput = terminal.output.slice()
    await resizeInTurn(terminal, [usual], 1)
    terminal.answer({ resizes: RESIZES.measured })
    const { cpu, count } = await reportOf(terminal)
    const fault = (await faultOf(largeOutput, large, 0)) ?? (await faultOf(terminal.output, usual, 0))
    return { figures: { resize: cpu / count / 1000 }, fault }
  })
}

/** The share of a core that ten thousand lines a second take. */
export function flood(command: Command): Promise<Measurement> {
  return onTerminal(command, 'log', 'flood', async (terminal) => {
    await terminal.message('ready')
    await terminal.quiet()
    terminal.answer({})
    const { cpu, time, frame } = await reportOf(terminal)
    await terminal.quiet()
    const figures = { load: (cpu / 1000 / time) * 100 }
    return { figures, fault: await faultOf(terminal.output, screens.log, frame) }
  })
}

async function onTerminal(
  command: Command,
  screen: ScreenName,
  mode: Mode,
  measure: (terminal: Terminal) => Promise<Measurement>,
): Promise<Measurement> {
  const terminal = await Terminal.open(command, screen, mode)
  try {
    return await measure(terminal)
  } finally {
    terminal.close()
  }
}

async function reportOf(terminal: Terminal): Promise<Report> {
  const { report } = await terminal.message('report')
  return report as Report
}

async function resizeInTurn(terminal: Terminal, sizes: readonly Size[], count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    const drawn = terminal.nextBytes(RESIZE_TIMEOUT).catch(() => undefined)
    terminal.resize(sizes[i % sizes.length]!)
    await drawn
    await terminal.quiet(SETTLED)
  }
}
