import { expect, test } from 'vitest'
import { mount } from 'actty/testing'
import { dashboard } from '../../examples/dashboard.ts'

/** The row of the screen that each region of the dashboard is in. */
const labels: Readonly<Record<string, string>> = {
  cpu: 'CPU',
  memory: 'Memory',
  disk: 'Disk',
  processes: 'Processes',
}

test('each part of the dashboard is drawn only when its own part of the store changes', async () => {
  const app = mount(dashboard.component, { columns: 80, rows: 24 })
  await app.until(/Disk .*%/)
  const start = app.frames.length
  for (let second = 0; second < 12; second++) await app.advance(1_000)
  // The last minute and the processes are many rows.
  const rowsOf = (screen: readonly string[], name: string) => {
    if (name === 'minute') return screen.filter((row) => /[\u2800-\u28ff]/.test(row)).join('\n')
    const label = labels[name]
    return label === undefined ? screen.join() : screen.find((row) => row.includes(label))
  }
  const views = new Map<string, number>()
  app.frames.forEach(({ viewed, screen }, index) => {
    if (index < start) return
    for (const path of viewed) {
      const name = path.split('/').at(-1)!
      views.set(name, (views.get(name) ?? 0) + 1)
      const before = rowsOf(app.frames[index - 1]!.screen, name)
      expect(rowsOf(screen, name), `${name} was viewed and looks the same`).not.toBe(before)
    }
  })
  expect(views.get('dashboard')).toBeUndefined()
  expect(views.get('minute')).toBeGreaterThanOrEqual(10)
  expect(views.get('disk') ?? 0).toBeLessThanOrEqual(2)
  expect(await app.unmount()).toEqual([])
})
