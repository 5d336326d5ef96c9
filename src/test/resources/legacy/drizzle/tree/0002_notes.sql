ALTER TABLE orders ADD note text;--> statement-breakpoint
CREATE INDEX orders_by_note ON orders (note);
