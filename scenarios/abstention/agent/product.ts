/** What a product is known to have. */
export interface Product {
  readonly name: string;
  readonly features: readonly string[];
}
