import ts from 'typescript'

/** A declaration that users see: an export of a door, an overload of one, or a member of one. */
export interface Declared {
  /** Its name, after that of the interface or class it is a member of: 'Clock.now'. */
  readonly name: string
  /** The door that exports it. */
  readonly door: string
  readonly kind: 'function' | 'member' | 'other'
  /** Its doc comment, without the stars at the start of its lines. */
  readonly comment: string
}

/** What the doors of the package declare. A door is the path of a file that exports it. */
export function declarationsOf(doors: readonly string[]): Declared[] {
  const program = ts.createProgram(doors, {
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2023,
    allowImportingTsExtensions: true,
    noEmit: true,
  })
  const checker = program.getTypeChecker()
  return doors.flatMap((door) => {
    const module = checker.getSymbolAtLocation(program.getSourceFile(door)!)!
    return checker.getExportsOfModule(module).flatMap((symbol) => {
      const declared = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
      return declarationsIn(symbol.name, declared.declarations ?? []).map((found) => ({ ...found, door }))
    })
  })
}

function declarationsIn(name: string, declarations: readonly ts.Declaration[]): Omit<Declared, 'door'>[] {
  const overloads = declarations.filter(ts.isFunctionDeclaration)
  // The implementation of overloads isn't seen.
  const seen = declarations.filter(
    (declaration) => overloads.length < 2 || !(declaration as ts.FunctionDeclaration).body,
  )
  return seen.flatMap((declaration) => [
    {
      name,
      kind: ts.isFunctionDeclaration(declaration) ? 'function' : 'other',
      comment: commentOf(declaration),
    },
    ...membersOf(name, declaration),
  ])
}

function membersOf(name: string, declaration: ts.Declaration): Omit<Declared, 'door'>[] {
  if (!ts.isInterfaceDeclaration(declaration) && !ts.isClassDeclaration(declaration)) return []
  const members: readonly (ts.TypeElement | ts.ClassElement)[] = declaration.members
  return members
    .filter((member) => member.name !== undefined && !ts.isPrivateIdentifier(member.name))
    .filter((member) => !(ts.getCombinedModifierFlags(member) & ts.ModifierFlags.Private))
    .map((member) => ({
      name: `${name}.${member.name!.getText()}`,
      kind: 'member',
      comment: commentOf(member),
    }))
}

function commentOf(declaration: ts.Declaration): string {
  return ts
    .getJSDocCommentsAndTags(declaration)
    .filter(ts.isJSDoc)
    .map((comment) => comment.getText().replaceAll(/^\s*\* ?|^\/\*\*|\s*\*\/$/gm, ''))
    .join('\n')
}
