import { column, component, keyHelp, spinner, row, text } from 'actty'
import { mount, screenshot } from 'actty/testing'
import { readFileSync, writeFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import { assign, setup } from 'xstate'
import { Cast } from '../../../src/app/commands/cast.ts'
import { SvgSteps } from '../../../src/app/commands/svg-steps.ts'
import { watchReplay } from '../../../src/app/trace/replay-trace.ts'
import type { ReplayWatch } from '../../../src/app/trace/replay-watch.ts'
import { Judge } from '../../support/judge.ts'
import { scratch } from '../../support/scratch.ts'

const counting = setup({
  types: { context: {} as { count: number }, events: {} as { type: 'more' } },
}).createMachine({
  id: 'counting',
  context: { count: 0 },
  on: { more: { actions: assign({ count: ({ context }) => context.count + 1 }), description: 'More' } },
})

const app = component({
  logic: counting,
  keys: { m: { type: 'more' } },
  quit: 'q',
  view: ({ context }) =>
    column([
      row([spinner(), text(` Count: ${context.count} 漢字`, { color: 'success', bold: true })]),
      keyHelp(),
    ]),
})

let recording: string
let last: { readonly rows: readonly string[]; readonly picture: string }
beforeAll(async () => {
  const mounted = mount(app, { columns: 40, rows: 5, record: true })
  await mounted.press('m')
  await mounted.advance(1_500)
  await mounted.resize(30, 4)
  await mounted.press('m', 'm')
  await mounted.advance(250)
  last = { rows: mounted.screen(), picture: screenshot(mounted) }
  await mounted.press('q')
  recording = mounted.trace()
  await mounted.unmount()
})

/** A file with the recording. */
function recorded(): string {
  const file = scratch('run.actty')
  writeFileSync(file, recording)
  return file
}

const nothing: ReplayWatch = { began() {}, wrote() {}, resized() {}, stepped() {} }

type CastEvent = readonly [seconds: number, kind: 'o' | 'r', data: string]

async function castOf(file: string) {
  const cast = new Cast()
  const { differences } = await watchReplay(
    app,
    recorded(),
    {},
    {
      ...nothing,
      began: (run) => cast.began(run),
      wrote: (bytes, time) => cast.wrote(bytes, time),
      resized: (columns, rows, time) => cast.resized(columns, rows, time),
    },
  )
  expect(differences).toEqual([])
  cast.save(file)
  const [header, ...events] = readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown)
  return { header, events: events as readonly CastEvent[] }
}

test('a replay is written as a cast, which shows the last screen when it has been played', async () => {
  const { header, events } = await castOf(scratch('run.cast'))
  expect(header).toEqual({ version: 2, width: 40, height: 5, timestamp: 946_684_800, title: 'counting' })
  const judge = new Judge(40, 5)
  for (const [, kind, data] of events) {
    if (kind === 'o') await judge.write(data)
    else judge.resize(...(data.split('x').map(Number) as [number, number]))
  }
  expect(judge.lines()).toEqual(last.rows)
  expect(last.rows[0]).toContain('Count: 3 漢字')
})

test('its times are those of the recording, and never go back', async () => {
  const { events } = await castOf(scratch('run.cast'))
  const times = events.map(([seconds]) => seconds)
  expect(times).toEqual(times.toSorted((one, other) => one - other))
  expect(events.find(([, kind]) => kind === 'r')).toEqual([1.5, 'r', '30x4'])
  expect(times[0]).toBe(0)
  expect(times.at(-1)).toBeGreaterThan(1.5)
  expect(times.at(-1)).toBeLessThanOrEqual(1.75)
})

async function svgOf(file: string, wanted: { readonly step?: number; readonly every?: number }) {
  const svg = new SvgSteps(file, { step: wanted.step, every: wanted.every })
  await watchReplay(app, recorded(), {}, { ...nothing, stepped: (...step) => svg.stepped(...step) })
  return svg.files
}

const textIn = (file: string) => readFileSync(file, 'utf8').replaceAll(/<[^>]*>/g, '')

test('the last screen is written as a picture: that of a screenshot', async () => {
  const [file] = await svgOf(scratch('last.svg'), {})
  const moving = /<tspan[^>]*>[^<]*<\/tspan>/ // the spinner
  expect(readFileSync(file!, 'utf8').replace(moving, '')).toBe(last.picture.replace(moving, ''))
})

test('so is the screen after a step, or after every so-many-th', async () => {
  const [file, ...others] = await svgOf(scratch('one.svg'), { step: 1 })
  expect(others).toEqual([])
  expect(textIn(file!)).toContain('Count: 0')
  const every = scratch('every.svg')
  const files = await svgOf(every, { every: 3 })
  expect(files.length).toBeGreaterThan(2)
  expect(files.slice(0, 2)).toEqual([every.replace('.svg', '-0.svg'), every.replace('.svg', '-3.svg')])
  expect(textIn(files.at(-1)!)).toContain('Count: 3')
  expect(await svgOf(scratch('none.svg'), { step: 999 })).toEqual([])
})
