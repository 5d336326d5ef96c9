package Shop::Schema;

use base 'DBIx::Class::Schema';
use DBIx::Class::DeploymentHandler;

our $VERSION = 3;

sub upgrade {
    my ($self) = @_;
    my $handler = DBIx::Class::DeploymentHandler->new({
        schema => $self, script_directory => 'db', databases => ['PostgreSQL'],
    });
    $handler->upgrade;
}

1;
