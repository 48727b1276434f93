/** What is really owed for an order (euros): the truth that reviews, people and checks go by. */
export function owedFor(order: string): number {
  return 10 + Number(order.slice(1));
}
