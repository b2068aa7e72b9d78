import { expect, onTestFinished, test } from 'vitest'
import { mount } from 'actty/testing'
import { explorer } from '../../examples/explorer.ts'

/** The explorer on a wide screen, and the rows of its table. */
function opened(columns = 160) {
  const app = mount(explorer.component, { columns, rows: 24 })
  onTestFinished(async () => expect(await app.unmount()).toEqual([]))
  const shown = () => app.screen().join('\n')
  const cells = (pattern: RegExp) => app.screen().flatMap((line) => pattern.exec(line)?.[0] ?? [])
  return { app, shown, cells }
}

test('the table lists the services of the place at the cursor', async () => {
  const { app, cells } = opened()
  await app.press('down', 'down', 'right', 'right')
  await app.advance(1_000)
  expect(new Set(cells(/\b(eu|us|ap)-\d\b(?= +[●▲✗])/))).toEqual(new Set(['us-1']))
})

test('the cursor stays on its service while rows are sorted and change, and its details follow', async () => {
  const { app, shown, cells } = opened()
  await app.press('tab', 'down', 's', 's', 's', 's', 'S')
  await app.advance(1_000)
  const name = /▌ (\w+-\d{5})/.exec(shown())![1]!
  await app.advance(5_000)
  expect(shown()).toContain(`▌ ${name}`)
  expect(shown()).toMatch(new RegExp(`│${name} +[●▲✗]`))
  const shares = cells(/ \d+ %(?= +\d+ % +[\d,]+ )/).map((share) => parseInt(share))
  expect(shares.length).toBeGreaterThan(10)
  // What has changed in the last quarter of a second may be out of order.
  expect(shares.filter((share, at) => share > (shares[at - 1] ?? Infinity)).length).toBeLessThan(5)
})

test('a restart is asked for in a dialog that the clock goes on behind, and is told by a toast and an event', async () => {
  const { app, shown } = opened()
  await app.press('tab', 'R')
  expect(shown()).toContain('Restart api-00000?')
  const before = app.frames.length
  await app.advance(2_000)
  expect(app.frames.length).toBeGreaterThan(before)
  await app.press('escape')
  expect(shown()).not.toContain('Restart api-00000?')
  await app.press('R', 'r')
  expect(shown()).toContain('✓ api-00000 is up again')
  await app.advance(5_000)
  expect(shown()).not.toContain('is up again')
  await app.press('tab', 'right', 'right')
  expect(shown()).toContain('api-00000 was restarted by hand')
})

test('a second of changes costs at most two frames', async () => {
  const { app } = opened()
  await app.press('down')
  await app.advance(1_000)
  const before = app.frames.length
  await app.advance(3_000)
  expect(app.frames.length - before).toBeLessThanOrEqual(6)
})

test('a menu of the row, by a key and by the mouse, does what the chart says', async () => {
  const { app, shown } = opened(100)
  await app.press('tab', 'down', 'm')
  expect(shown()).toContain('╭─ web-00001 ─')
  expect(shown()).toContain('▌ Restart   R')
  await app.click(90, 20)
  expect(shown()).not.toContain('╭─ web-00001')
  await app.press('m', 'enter')
  expect(shown()).toContain('Restart web-00001?')
})
