import { Migration } from '@mikro-orm/migrations';

export class Migration20240131100000 extends Migration {
  async up(): Promise<void> {
    this.addSql('create table "orders" ("id" bigint primary key);');
  }

  async down(): Promise<void> {
    this.addSql('drop table "orders";');
  }
}
