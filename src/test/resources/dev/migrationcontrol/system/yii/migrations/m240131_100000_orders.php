<?php

use yii\db\Migration;

class m240131_100000_orders extends Migration
{
    public function safeUp()
    {
        $this->createTable('orders', ['id' => $this->primaryKey()]);
    }

    public function safeDown()
    {
        $this->dropTable('orders');
    }
}
