<?php

namespace shop\board\migrations\v10x;

class m1_orders extends \phpbb\db\migration\migration
{
    public static function depends_on()
    {
        return ['\phpbb\db\migration\data\v330\v330'];
    }

    public function update_schema()
    {
        return ['add_tables' => [$this->table_prefix . 'orders' => ['COLUMNS' => ['id' => ['UINT', null, 'auto_increment']]]]];
    }
}
