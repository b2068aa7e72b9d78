import { describe, expect, test } from 'vitest'
import { processingView } from 'actty'
import { processing } from 'actty/machines'
import { mount } from 'actty/testing'
import { refused, shown, size } from '../../../support/pattern-view.ts'
import { controlled } from '../../../support/work.ts'

describe('processingView shows', () => {
  test('bar, numbers, rate and time left', async () => {
    const { logic, runs } = controlled<string>({ heeds: true })
    const app = mount(processingView(processing(logic, { concurrency: 1 })), {
      ...size,
      input: { items: ['a', 'b', 'c', 'd'] },
    })
    await app.advance(1_000)
    await runs[0]!.answer('done')
    expect(shown(app)).toEqual(['⠋ running  ━━━━━━──────────────────  1/4', '1.0/s  3 s left'])
    await app.press('p')
    await runs[1]!.fail(refused)
    expect(shown(app)[1]).toBe('2.0/s  1 s left  ✗ 1 failed')
    await app.press('c')
    expect(await app.unmount()).toEqual([])
  })
})
