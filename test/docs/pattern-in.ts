import { compileFunction } from 'node:vm'
import ts from 'typescript'
import type { AnyStateMachine } from 'xstate'

/**
 * The machine that a snippet makes by calling a pattern. Nothing else of the snippet is run but the constants that the call may
 * need: no app, no actor.
 */
export async function patternIn(snippet: string, pattern: string): Promise<AnyStateMachine> {
  const file = ts.createSourceFile('snippet.ts', snippet, ts.ScriptTarget.ESNext, true)
  const call = callOf(pattern, file)
  if (call === undefined) throw new Error(`no snippet calls ${pattern}`)
  const imported = await importsOf(file.statements.filter(ts.isImportDeclaration))
  const constants = file.statements.filter(
    (statement) =>
      ts.isVariableStatement(statement) && !/\bawait run\b|\bcreateActor\b/.test(statement.getText()),
  )
  const code = [...constants.map((statement) => statement.getText()), `return ${call.getText()}`].join('\n')
  const javaScript = ts.transpile(code, { target: ts.ScriptTarget.ESNext })
  const make = compileFunction(javaScript, [...imported.keys()]) as (...values: unknown[]) => AnyStateMachine
  return make(...imported.values())
}

function callOf(name: string, node: ts.Node): ts.CallExpression | undefined {
  if (ts.isCallExpression(node) && node.expression.getText() === name) return node
  return ts.forEachChild(node, (child) => callOf(name, child))
}

/** What a snippet imports, by name. */
async function importsOf(imports: readonly ts.ImportDeclaration[]): Promise<Map<string, unknown>> {
  const found = new Map<string, unknown>()
  for (const { importClause, moduleSpecifier } of imports) {
    const names = importClause?.namedBindings
    if (names === undefined || !ts.isNamedImports(names)) continue
    const module = (await import((moduleSpecifier as ts.StringLiteral).text)) as Record<string, unknown>
    for (const { name, isTypeOnly } of names.elements)
      if (!isTypeOnly) found.set(name.text, module[name.text])
  }
  return found
}
