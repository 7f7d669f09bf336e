"""What setting costs: layouts until a product fits, the least of an edit."""
