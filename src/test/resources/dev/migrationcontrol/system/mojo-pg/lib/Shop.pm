package Shop;
use Mojo::Pg;

sub start { $pg->migrations->name('shop')->from_file('migrations.sql')->migrate }
1;
