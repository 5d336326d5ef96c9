class CreateOrders::V20240131100000 < Avram::Migrator::Migration::V1
  def migrate
    create table_for(Order) do
      primary_key id : Int64
    end
  end

  def rollback
    drop table_for(Order)
  end
end
